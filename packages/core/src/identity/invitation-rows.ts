import type { StoredGrant } from '../access/resolve-access.ts';
import type { Queries } from '../db/db.ts';
import { newId } from '../db/id.ts';
import { hashOfSecret, newSecret } from './session/refresh-token.ts';

export const INVITATION_DAYS = 7;

export interface NewInvitation {
  readonly tenant: string;
  readonly email: string;
  readonly name: string;
  readonly grants: readonly StoredGrant[];
  /** person of the tenant; null for one that an operator sends */
  readonly invitedBy: string | null;
}

export interface AddedInvitation {
  readonly id: string;
  /** of the invitations that this one takes the place of */
  readonly replaced: readonly StoredGrant[];
  readonly expiresAt: Date;
  /** goes into the mail and is kept nowhere */
  readonly secret: string;
}

/** Adds an invitation; an earlier one to the same mailbox that is still open is withdrawn. */
export const insertInvitation = async (
  tx: Queries,
  invitation: NewInvitation,
  now: Date,
): Promise<AddedInvitation> => {
  const { tenant, email, name, grants, invitedBy } = invitation;
  const replaced = await tx.rows<{ grants: StoredGrant[] }>(
    `update core.invitation set revoked_at = $3
     where tenant_id = $1 and email = $2 and accepted_at is null and revoked_at is null returning grants`,
    [tenant, email, now],
  );
  const added = {
    id: newId(now.getTime()),
    replaced: replaced.flatMap((invitation) => invitation.grants),
    expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
    secret: newSecret(),
  };
  await tx.run(
    `insert into core.invitation (tenant_id, id, email, name, grants, token_hash, invited_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tenant,
      added.id,
      email,
      name,
      JSON.stringify(grants),
      hashOfSecret(added.secret),
      invitedBy,
      now,
      added.expiresAt,
    ],
  );
  return added;
};

export interface OpenInvitation {
  readonly tenant: string;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly grants: readonly StoredGrant[];
}

/** The invitation that a link leads to, if it can still be accepted. Across tenants: the secret is all there is. */
export const findOpenInvitation = (
  queries: Queries,
  secret: string,
  now: Date,
): Promise<OpenInvitation | undefined> =>
  queries.first<OpenInvitation>(
    `select i.tenant_id as tenant, i.id, i.email, i.name, i.grants
     from core.invitation i join core.tenant t on t.id = i.tenant_id
     where i.token_hash = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $2
       and t.status = 'active'`,
    [hashOfSecret(secret), now],
  );

/** @returns false where somebody was faster */
export const claimInvitation = async (
  tx: Queries,
  { tenant, id }: OpenInvitation,
  now: Date,
): Promise<boolean> => {
  const claimed = await tx.run(
    `update core.invitation set accepted_at = $3
     where tenant_id = $1 and id = $2 and accepted_at is null and revoked_at is null and expires_at > $3`,
    [tenant, id, now],
  );
  return claimed === 1;
};

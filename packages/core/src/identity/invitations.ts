import type { Invalidation } from '../cache/invalidation.ts';
import { hostToken } from '../container/token.ts';
import type { Context } from '../context/context.ts';
import { newId } from '../db/id.ts';
import type { RoleDb, RoleTransaction } from '../db/role-db.ts';
import { invalid, Refusal } from '../http/problem.ts';
import { insertGrant, insertMembership } from '../access/grant-rows.ts';
import { accountActor, findAccount, insertAccount } from './account.ts';
import { claimInvitation, findOpenInvitation, type OpenInvitation } from './invitation-rows.ts';
import type { PasswordHasher } from './password/hasher.ts';
import type { PasswordCheck } from './password/password-check.ts';
import { passwordFaults } from './password/policy.ts';
import { linkExpired } from './problems.ts';
import type { Origin } from './session/sessions.ts';
import { logSystemAct } from './system-log.ts';
import { tags } from './tags.ts';

export interface Acceptance {
  readonly token: string;
  readonly name?: string | undefined;
  readonly password: string;
}

export interface Invitations {
  /**
   * Makes the invited mailbox a member: a new person chooses a password; one who has an account gives theirs, since
   * reading a mailbox is not enough to take it over.
   * @throws Refusal `LINK_EXPIRED`; `SIGN_IN_REFUSED`; `INVALID` for a password that is refused; `ALREADY_MEMBER`
   */
  accept(
    ctx: Context,
    acceptance: Acceptance,
    origin: Origin,
  ): Promise<{ readonly person: string; readonly tenant: string }>;
}

export const invitations = hostToken<Invitations>('core.invitations');

const PURPOSE = 'identity: invitations and resets';

interface Deps {
  readonly db: RoleDb;
  readonly hasher: PasswordHasher;
  readonly passwords: PasswordCheck;
  readonly invalidation: Invalidation;
}

interface Invitee {
  readonly id: string;
  readonly name: string;
  /** set for a person who is new here */
  readonly passwordHash: string | undefined;
}

class StoredInvitations implements Invitations {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async accept(
    ctx: Context,
    acceptance: Acceptance,
    origin: Origin,
  ): Promise<{ person: string; tenant: string }> {
    const { db, invalidation } = this.#deps;
    const invitation = await findOpenInvitation(db.read(PURPOSE), acceptance.token, ctx.now);
    if (!invitation) throw linkExpired();
    const invitee = await this.#invitee(invitation, acceptance, ctx.now, origin);
    const options: RoleTransaction = {
      purpose: PURPOSE,
      tenant: invitation.tenant,
      // There is no session yet: the invitation stands in for it.
      actor: { kind: 'user', id: invitee.id, name: invitee.name, sessionId: invitation.id },
      ...(ctx.act ? { act: ctx.act } : {}),
    };
    await db.transaction(options, async (tx) => {
      if (!(await claimInvitation(tx, invitation, ctx.now))) throw linkExpired();
      if (invitee.passwordHash !== undefined) {
        const account = { ...invitee, email: invitation.email, passwordHash: invitee.passwordHash };
        if (!(await insertAccount(tx, 'person', account, ctx.now))) {
          throw new Refusal(
            'CONFLICT',
            'An account with this e-mail was made a moment ago. Please try again with its password.',
          );
        }
        await logSystemAct(tx, {
          at: ctx.now,
          actor: accountActor('person', invitee),
          act: 'identity.person.create',
          address: origin.address,
        });
      }
      const { tenant } = invitation;
      const membership = await insertMembership(tx, { tenant, person: invitee.id }, ctx.now);
      if (membership === undefined)
        throw new Refusal('ALREADY_MEMBER', 'You are a member of this tenant already.');
      for (const grant of invitation.grants) await insertGrant(tx, { tenant, membership }, grant, ctx.now);
    });
    invalidation.publish(tags.member(invitation.tenant, invitee.id));
    return { person: invitee.id, tenant: invitation.tenant };
  }

  async #invitee(
    invitation: OpenInvitation,
    acceptance: Acceptance,
    now: Date,
    origin: Origin,
  ): Promise<Invitee> {
    const { db, hasher, passwords } = this.#deps;
    const { email } = invitation;
    const account = await findAccount(db.read(PURPOSE), 'person', email);
    if (account) {
      const { id, name } = await passwords.check('person', email, acceptance.password, origin);
      return { id, name, passwordHash: undefined };
    }
    const faults = passwordFaults(acceptance.password, email);
    if (faults.length > 0) throw invalid('Choose another password.', faults);
    const passwordHash = await hasher.hash(acceptance.password);
    return { id: newId(now.getTime()), name: acceptance.name ?? invitation.name, passwordHash };
  }
}

export default (deps: Deps): Invitations => new StoredInvitations(deps);

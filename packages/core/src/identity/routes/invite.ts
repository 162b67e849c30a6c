import { checkGrant, requireGivable } from '../../access/check-grant.ts';
import type { StoredGrant } from '../../access/resolve-access.ts';
import { rolesOfTenant } from '../../access/tenant-roles.ts';
import { Refusal } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { insertInvitation, INVITATION_DAYS } from '../invitation-rows.ts';
import { invitationMail } from '../mails.ts';
import type { invite } from '../people-shapes.ts';

/** Says nothing about whether the mailbox has an account at this portal. */
const handler: RouteHandler<typeof invite> = async ({ ctx, body, deps }) => {
  const { db, catalogue, pluginsOn, mailer, config } = deps;
  const on = await pluginsOn.onFor(ctx.tenant);
  const { email, name } = body;
  const done = await db.tenant(ctx, async (tx) => {
    const member = await tx.first(
      `select 1 from core.membership m join core.person p on p.id = m.person_id where m.tenant_id = $1 and p.email = $2`,
      [ctx.tenant, email],
    );
    if (member) throw new Refusal('ALREADY_MEMBER', 'Somebody with this e-mail is a member already.');
    const roles = await rolesOfTenant(tx, ctx.tenant, catalogue, on);
    const grants: StoredGrant[] = [];
    for (const proposed of body.grants) {
      grants.push(await checkGrant(ctx, tx, { roles, dimensions: catalogue.dimensions(on) }, proposed));
    }
    const invitedBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
    const added = await insertInvitation(tx, { tenant: ctx.tenant, email, name, grants, invitedBy }, ctx.now);
    await requireGivable(ctx, tx, catalogue, added.replaced);
    const tenant = await tx.first<{ name: string }>('select name from core.tenant where id = $1', [
      ctx.tenant,
    ]);
    const mail = invitationMail({
      publicUrl: config.publicUrl,
      tenant: { id: ctx.tenant, name: tenant?.name ?? '' },
      to: email,
      name,
      secret: added.secret,
      days: INVITATION_DAYS,
    });
    await mailer.put(tx, mail);
    return {
      added,
      roles: roles.filter(({ id }) => grants.some(({ role }) => role === id)),
    };
  });
  const { id, expiresAt } = done.added;
  return {
    id,
    email,
    name,
    createdAt: ctx.now.toISOString(),
    expiresAt: expiresAt.toISOString(),
    roles: done.roles.map((role) => ({ id: role.id, name: role.name })),
  };
};

export default handler;

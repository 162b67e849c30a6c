import { TENANT_ADMINISTRATOR } from '../../access/built-in-roles.ts';
import type { RoleTransaction } from '../../db/role-db.ts';
import { newId } from '../../db/id.ts';
import { Refusal } from '../../http/problem.ts';
import { insertInvitation, INVITATION_DAYS } from '../../identity/invitation-rows.ts';
import { invitationMail } from '../../identity/mails.ts';
import { logSystemAct } from '../../identity/system-log.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { addTenant } from '../route-shapes.ts';
import { insertTenant } from '../tenant-rows.ts';

/** The whole tenant, without an end. */
const ADMINISTRATOR = {
  role: TENANT_ADMINISTRATOR,
  allEntities: true,
  entities: [],
  dimensions: {},
  validFrom: null,
  validTo: null,
} as const;

const handler: RouteHandler<typeof addTenant> = async ({ ctx, body, deps }) => {
  const { db, mailer, config } = deps;
  const id = newId(ctx.now.getTime());
  const { name, slug, administrator } = body;
  const options: RoleTransaction = {
    purpose: 'operator: tenants',
    tenant: id,
    actor: ctx.actor,
    ...(ctx.act ? { act: ctx.act } : {}),
  };
  await db.transaction(options, async (tx) => {
    if (!(await insertTenant(tx, { id, slug, name }, ctx.now))) {
      throw new Refusal('SLUG_TAKEN', `Another tenant is called "${slug}".`, [
        { path: 'slug', message: 'is taken', received: slug },
      ]);
    }
    await logSystemAct(tx, {
      at: ctx.now,
      actor: ctx.actor,
      act: 'operator.tenant.create',
      detail: { tenant: id, slug, name },
      address: ctx.act?.address,
    });
    const { secret } = await insertInvitation(
      tx,
      { tenant: id, ...administrator, grants: [ADMINISTRATOR], invitedBy: null },
      ctx.now,
    );
    const mail = invitationMail({
      publicUrl: config.publicUrl,
      tenant: { id, name },
      to: administrator.email,
      name: administrator.name,
      secret,
      days: INVITATION_DAYS,
    });
    await mailer.put(tx, mail);
  });
  return { id, slug, name, status: 'active', createdAt: ctx.now.toISOString(), people: 0 };
};

export default handler;

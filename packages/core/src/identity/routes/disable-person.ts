import { lockAdministrators, requireAdministrator } from '../../access/administrators.ts';
import { readyMadeRoleNames, TENANT_ADMINISTRATOR } from '../../access/built-in-roles.ts';
import { requireGivable } from '../../access/check-grant.ts';
import { notFound } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { findPerson, personItem, setMembershipStatus } from '../people-rows.ts';
import type { setPersonStatus } from '../people-shapes.ts';
import { afterCommit, tags } from '../tags.ts';

/** What the person invited is withdrawn too: they chose who gets in. */
const handler: RouteHandler<typeof setPersonStatus> = async ({ ctx, params, deps }) => {
  const row = await deps.db.tenant(ctx, async (tx) => {
    await lockAdministrators(tx, ctx.tenant);
    if (!(await setMembershipStatus(tx, ctx.tenant, params.id, 'disabled'))) throw notFound('person');
    await tx.run(
      `update core.invitation set revoked_at = $3
       where tenant_id = $1 and invited_by = $2 and accepted_at is null and revoked_at is null`,
      [ctx.tenant, params.id, ctx.now],
    );
    const person = await findPerson(tx, ctx.tenant, params.id);
    if (!person) throw notFound('person');
    await requireGivable(ctx, tx, deps.catalogue, person.grants);
    if (person.grants.some(({ role }) => role === TENANT_ADMINISTRATOR)) {
      await requireAdministrator(tx, ctx.tenant, ctx.today);
    }
    return person;
  });
  afterCommit(deps.openTransactions, ctx, () =>
    deps.invalidation.publish(tags.member(ctx.tenant, params.id)),
  );
  return personItem(row, readyMadeRoleNames(deps.catalogue), ctx.today);
};

export default handler;

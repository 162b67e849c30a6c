import { readyMadeRoleNames } from '../../access/built-in-roles.ts';
import { requireGivable } from '../../access/check-grant.ts';
import { notFound } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { findPerson, personItem, setMembershipStatus } from '../people-rows.ts';
import type { setPersonStatus } from '../people-shapes.ts';
import { afterCommit, tags } from '../tags.ts';

const handler: RouteHandler<typeof setPersonStatus> = async ({ ctx, params, deps }) => {
  const row = await deps.db.tenant(ctx, async (tx) => {
    if (!(await setMembershipStatus(tx, ctx.tenant, params.id, 'active'))) throw notFound('person');
    const person = await findPerson(tx, ctx.tenant, params.id);
    if (!person) throw notFound('person');
    await requireGivable(ctx, tx, deps.catalogue, person.grants);
    return person;
  });
  afterCommit(deps.openTransactions, ctx, () =>
    deps.invalidation.publish(tags.member(ctx.tenant, params.id)),
  );
  return personItem(row, readyMadeRoleNames(deps.catalogue), ctx.today);
};

export default handler;

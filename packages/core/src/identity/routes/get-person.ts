import { readyMadeRoleNames } from '../../access/built-in-roles.ts';
import { notFound } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { FROM_MEMBERS, personItem, selectPerson, shownPeople, type PersonRow } from '../people-rows.ts';
import type { getPerson } from '../people-shapes.ts';

const handler: RouteHandler<typeof getPerson> = async ({ ctx, params, deps }) => {
  const values: unknown[] = [ctx.tenant, params.id];
  const shown = shownPeople(ctx.access, 'core.person.read', values);
  const row = await deps.db
    .read(ctx)
    .first<PersonRow>(
      `${selectPerson(shown.grants)} ${FROM_MEMBERS} where m.tenant_id = $1 and p.id = $2 and ${shown.people}`,
      values,
    );
  if (!row) throw notFound('person');
  return personItem(row, readyMadeRoleNames(deps.catalogue), ctx.today);
};

export default handler;

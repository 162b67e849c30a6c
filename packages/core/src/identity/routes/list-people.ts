import { readyMadeRoleNames } from '../../access/built-in-roles.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { keyset, pageFrom } from '../../tenancy/keyset.ts';
import { FROM_MEMBERS, personItem, selectPerson, shownPeople, type PersonRow } from '../people-rows.ts';
import type { listPeople } from '../people-shapes.ts';

const SORTS = {
  name: { sql: 'p.name', type: 'text' },
  email: { sql: 'p.email', type: 'text' },
  joinedAt: { sql: 'm.joined_at', type: 'timestamptz' },
} as const;

const handler: RouteHandler<typeof listPeople> = async ({ ctx, query, deps }) => {
  const values: unknown[] = [ctx.tenant];
  const shown = shownPeople(ctx.access, 'core.person.read', values);
  const conditions = ['m.tenant_id = $1', shown.people];
  if (query.q !== undefined) {
    values.push(query.q);
    conditions.push(`position(lower($${values.length}) in lower(p.name || ' ' || p.email)) > 0`);
  }
  if (query.status !== undefined) {
    values.push(query.status);
    conditions.push(`case when p.status = 'active' then m.status else p.status end = $${values.length}`);
  }
  const where = conditions.join(' and ');
  const queries = deps.db.read(ctx);
  const counted = query.total
    ? await queries.first<{ total: number }>(`select count(*)::int as total ${FROM_MEMBERS} where ${where}`, [
        ...values,
      ])
    : undefined;
  const page = keyset(query, SORTS, 'p.id', values);
  const rows = await queries.rows<PersonRow & { sort_value: string }>(
    `${selectPerson(shown.grants)}, ${page.sortValue} ${FROM_MEMBERS} where ${where} and ${page.where} ${page.tail}`,
    values,
  );
  const names = readyMadeRoleNames(deps.catalogue);
  return {
    ...pageFrom(rows, query.limit, (row) => personItem(row, names, ctx.today)),
    ...(counted ? { total: counted.total } : {}),
  };
};

export default handler;

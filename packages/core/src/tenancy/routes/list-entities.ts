import { acrossDimensions } from '../../access/access.ts';
import { reachSql } from '../../access/reach-sql.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { ENTITY_COLUMNS } from '../entity-rows.ts';
import type { EntityItem } from '../entity-schemas.ts';
import { keyset, pageFrom } from '../keyset.ts';
import type { listEntities } from '../route-shapes.ts';

const SORTS = {
  name: { sql: 'e.name', type: 'text' },
  legalName: { sql: 'e.legal_name', type: 'text' },
} as const;
const SEARCHED = `lower(concat_ws(' ', e.name, e.legal_name, e.pan, e.cin, e.llpin))`;

const handler: RouteHandler<typeof listEntities> = async ({ ctx, query, deps }) => {
  const values: unknown[] = [ctx.tenant];
  const conditions = [
    'e.tenant_id = $1',
    reachSql(acrossDimensions(ctx.access.reach('core.entity.read')), { entity: 'e.id' }, values),
  ];
  const matching = (value: unknown, condition: (parameter: string) => string): void => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  matching(query.q, (parameter) => `position(lower(${parameter}) in ${SEARCHED}) > 0`);
  matching(query.kind, (parameter) => `e.kind = ${parameter}`);
  matching(query.status, (parameter) => `e.status = ${parameter}`);
  const where = conditions.join(' and ');
  const queries = deps.db.read(ctx);
  const counted = query.total
    ? await queries.first<{ total: number }>(
        `select count(*)::int as total from core.entity e where ${where}`,
        [...values],
      )
    : undefined;
  const page = keyset(query, SORTS, 'e.id', values);
  const rows = await queries.rows<EntityItem & { sort_value: string }>(
    `select ${ENTITY_COLUMNS}, ${page.sortValue} from core.entity e where ${where} and ${page.where} ${page.tail}`,
    values,
  );
  return { ...pageFrom(rows, query.limit, (entity) => entity), ...(counted ? { total: counted.total } : {}) };
};

export default handler;

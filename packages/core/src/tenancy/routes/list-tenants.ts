import type { RouteHandler } from '../../plugin/route.ts';
import { keyset, pageFrom } from '../keyset.ts';
import type { listTenants } from '../route-shapes.ts';
import { TENANT_COLUMNS, tenantItem, type TenantRow } from '../tenant-rows.ts';

const SORTS = {
  name: { sql: 't.name', type: 'text' },
  createdAt: { sql: 't.created_at', type: 'timestamptz' },
} as const;

const handler: RouteHandler<typeof listTenants> = async ({ query, deps }) => {
  const values: unknown[] = [query.q ?? null, query.status ?? null];
  const where = `($1::text is null or position(lower($1) in lower(t.name || ' ' || t.slug)) > 0)
    and ($2::text is null or t.status = $2)`;
  const queries = deps.db.read('operator: tenants');
  const counted = query.total
    ? await queries.first<{ total: number }>(
        `select count(*)::int as total from core.tenant t where ${where}`,
        [...values],
      )
    : undefined;
  const page = keyset(query, SORTS, 't.id', values);
  const rows = await queries.rows<TenantRow & { sort_value: string }>(
    `select ${TENANT_COLUMNS}, ${page.sortValue} from core.tenant t where ${where} and ${page.where} ${page.tail}`,
    values,
  );
  return { ...pageFrom(rows, query.limit, tenantItem), ...(counted ? { total: counted.total } : {}) };
};

export default handler;

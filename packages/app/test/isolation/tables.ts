import type { TestHost } from '@compliance-os/core/testing';
import { canary, type Tenant } from './seed.ts';

type Host = TestHost<'a' | 'b'>;

/** Tables of core and of every plugin that keep something of a tenant. */
const tenantTables = async (t: Host): Promise<readonly string[]> =>
  (
    await t.sql<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relkind = 'r' order by 1`,
    )
  ).map(({ name }) => name);

/** A sum of each table's rows of a tenant, by the name of the table. */
export const sumsOf = async (t: Host, tenant: Tenant): Promise<Readonly<Record<string, string>>> => {
  const tables = await tenantTables(t);
  const rows = await t.sql<{ name: string; sum: string }>(
    tables
      .map(
        (name) =>
          `select '${name}' as name, md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as sum from ${name} r where tenant_id = $1`,
      )
      .join(' union all '),
    [t.tenants[tenant]],
  );
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
};

/** The newest id of each table, the people and the tenant itself. */
export const idsOf = async (
  t: Host,
  tenant: Tenant,
  except: readonly string[],
): Promise<readonly string[]> => {
  const tables = (await tenantTables(t)).filter(
    (name) => !/audit_outbox|idempotency|event_sequence|schedule/.test(name),
  );
  const rows = await t.sql<{ id: string }>(
    [
      ...tables.map(
        (table) => `(select id::text as id from ${table} where tenant_id = $1 order by id desc limit 1)`,
      ),
      'select person_id::text from core.membership where tenant_id = $1',
      'select $1::text',
    ].join(' union '),
    [t.tenants[tenant]],
  );
  return rows
    .map(({ id }) => id)
    .filter((id) => !except.includes(id))
    .toSorted();
};

/** Tables with words in which nothing of the tenant would be recognised. */
export const tablesWithoutCanary = async (t: Host, tenant: Tenant): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const table of await tenantTables(t)) {
    const [row] = await t.sql(
      `select 1 from ${table} r where tenant_id = $1 and r::text ilike '%' || $2 || '%' limit 1`,
      [t.tenants[tenant], canary(tenant).replaceAll('-', '%')],
    );
    if (!row) found.push(table);
  }
  return found;
};

/** Rows of one tenant that name an id of the other. */
export const rowsThatName = async (
  t: Host,
  tenant: Tenant,
  foreign: readonly string[],
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const table of (await tenantTables(t)).filter((name) => !/audit_outbox/.test(name))) {
    const [row] = await t.sql(
      `select 1 from ${table} r where tenant_id = $1 and exists (select 1 from unnest($2::text[]) f (id) where r::text like '%' || f.id || '%') limit 1`,
      [t.tenants[tenant], foreign],
    );
    if (row) found.push(`a row of ${table} names a foreign id`);
  }
  return found;
};

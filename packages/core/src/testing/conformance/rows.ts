import type { TestHost } from '../harness.ts';

type Host = Pick<TestHost, 'sql'>;

/** What is written beside the business of a tenant, and names no thing of its. */
const BESIDE = /^core\.(audit_outbox|idempotency|event_sequence|schedule)$/;

/** Tables that keep something of a tenant, of core and of every plugin. */
export const tenantTables = async ({ sql }: Host): Promise<readonly string[]> =>
  (
    await sql<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relkind = 'r' order by 1`,
    )
  ).map(({ name }) => name);

/** A query for the sum of a table's rows of the tenant `$1`. */
export const sumOfTable = (table: string): string =>
  `select '${table}' as name, md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as sum from ${table} r where tenant_id = $1`;

/** What such queries give of a tenant (its id), asked at once. */
export const askSums = async (
  { sql }: Host,
  tenant: string,
  queries: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const rows = await sql<{ name: string; sum: string }>(queries.join(' union all '), [tenant]);
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
};

/** A sum of the rows of a tenant (its id) by the name of the table. */
export const sumsOf = async (host: Host, tenant: string): Promise<Readonly<Record<string, string>>> =>
  askSums(host, tenant, (await tenantTables(host)).map(sumOfTable));

/** Names of the tables whose sums differ. */
export const differing = (
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): readonly string[] => Object.keys(one).filter((table) => one[table] !== other[table]);

/** The newest id of each table of a tenant, its people, and its own. */
export const idsOf = async (
  host: Host,
  tenant: string,
  among: (table: string) => boolean = () => true,
): Promise<readonly string[]> => {
  const tables = (await tenantTables(host)).filter((name) => !BESIDE.test(name) && among(name));
  const newest = tables.map(
    (table) => `(select id::text as id from ${table} where tenant_id = $1 order by id desc limit 1)`,
  );
  const people = 'select person_id::text from core.membership where tenant_id = $1';
  const rows = await host.sql<{ id: string }>([...newest, people, 'select $1::text'].join(' union '), [
    tenant,
  ]);
  return rows.map(({ id }) => id).toSorted();
};

/** Tables of a tenant (its id) in which a row names one of these ids, which are not its own. */
export const tablesThatName = async (
  host: Host,
  tenant: string,
  foreign: readonly string[],
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const table of (await tenantTables(host)).filter((name) => !/audit_outbox/.test(name))) {
    const [row] = await host.sql(
      `select 1 from ${table} r where tenant_id = $1 and exists
         (select 1 from unnest($2::text[]) f (id) where r::text like '%' || f.id || '%') limit 1`,
      [tenant, foreign],
    );
    if (row) found.push(table);
  }
  return found;
};

import type { OwnerQueries } from './migration-builder.ts';
import { identifier, ROLES } from './roles.ts';
import { tenantPolicy } from './tenant-table.ts';

/**
 * Lets the role of purges read and delete, within a tenant, what stands in a plugin's tables: their own role may not delete
 * everywhere. Tables without a tenant stay closed to it.
 */
export const letPurge = async (owner: OwnerQueries, schema: string): Promise<void> => {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p')
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull and not a.attisdropped)
       and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_' || $2::text)`,
    [schema, ROLES.purge],
  );
  await owner.query(`grant usage on schema ${identifier(schema)} to ${ROLES.purge}`);
  for (const { name } of rows) {
    const table = `${identifier(schema)}.${identifier(name)}`;
    await owner.query(
      `${tenantPolicy(table, ROLES.purge)}; grant select, delete on ${table} to ${ROLES.purge}`,
    );
  }
};

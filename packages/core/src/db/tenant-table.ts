import type { TableOptions } from './migration.ts';
import { identifier } from './roles.ts';

/** The tenant of the statement; nothing, not an error, where none is set. Wrapped so that it is evaluated once. */
export const CURRENT_TENANT = `(select nullif(current_setting('app.tenant', true), '')::uuid)`;

/** The policy that keeps a role within the tenant of the statement. */
export const tenantPolicy = (table: string, role: string, column = 'tenant_id'): string =>
  `create policy tenant_${role} on ${table} to ${role}
     using (${column} = ${CURRENT_TENANT}) with check (${column} = ${CURRENT_TENANT})`;

const list = (columns: readonly string[]): string => ['tenant_id', ...columns].join(', ');

/** DDL of a tenant's table: composite key, forced row level security, grants to the plugin's role. */
export const tenantTableDdl = (
  schema: string,
  name: string,
  role: string,
  options: TableOptions,
): readonly string[] => {
  const table = `${identifier(schema)}.${identifier(name)}`;
  const clauses = [
    'tenant_id uuid not null references core.tenant (id)',
    'id uuid not null',
    options.columns.trim().replace(/,$/, ''),
    'primary key (tenant_id, id)',
    ...(options.unique ?? []).map((columns) => `unique (${list(columns)})`),
    ...(options.references ?? []).map(
      ({ column, table: target, onDelete }) =>
        `foreign key (tenant_id, ${column}) references ${target} (tenant_id, id) on delete ${onDelete ?? 'restrict'}`,
    ),
  ].filter((clause) => clause !== '');
  return [
    `create table ${table} (${clauses.join(',\n  ')})`,
    ...(options.indexes ?? []).map((columns) => `create index on ${table} (tenant_id, ${columns})`),
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    tenantPolicy(table, role),
    `grant ${(options.grants ?? ['select', 'insert', 'update', 'delete']).join(', ')} on ${table} to ${role}`,
  ];
};

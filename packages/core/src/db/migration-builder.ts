import type pg from 'pg';
import type { MigrationBuilder, TableOptions } from './migration.ts';
import { tenantTableDdl } from './tenant-table.ts';

/** The part of the owner's connection that migrations use. */
export type OwnerQueries = Pick<pg.ClientBase, 'query'>;

export const createBuilder = (
  owner: OwnerQueries,
  { schema, role, embedded }: Pick<MigrationBuilder, 'schema' | 'role' | 'embedded'>,
): MigrationBuilder => ({
  schema,
  role,
  embedded,
  async sql(text: string) {
    await owner.query(text);
  },
  async tenantTable(name: string, options: TableOptions) {
    for (const statement of tenantTableDdl(schema, name, role, options)) await owner.query(statement);
    const relation = `${schema}.${name}`;
    if ('exempt' in options.audit) {
      await owner.query('insert into core.audit_exemption (relation, reason) values ($1, $2)', [
        relation,
        options.audit.exempt,
      ]);
      return;
    }
    // Version 0 holds what the table's author declared; capture reads it and counts from 1.
    await owner.query(
      `insert into core.audited_table (relation, version, columns, hashed, secret) values ($1, 0, '{}', $2, $3)`,
      [relation, options.audit.hashed ?? [], options.audit.secret ?? []],
    );
  },
});

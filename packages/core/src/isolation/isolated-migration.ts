import { z } from 'zod';
import type { Migration, MigrationBuilder, TableOptions } from '../db/migration.ts';
import { checkColumns } from './column-list.ts';
import type { IsolatedProcess } from './isolated-process.ts';

const Name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
const Columns = z.array(Name).min(1).max(20);

/** Options of a table, as another process sent them: every word that goes into a statement is one that is known. */
const Options = z.strictObject({
  columns: z.string().max(20_000),
  unique: z.array(Columns).max(20).optional(),
  references: z
    .array(
      z.strictObject({
        column: Name,
        table: z.string().max(130),
        onDelete: z.enum(['restrict', 'cascade']).optional(),
      }),
    )
    .max(20)
    .optional(),
  indexes: z
    .array(z.string().regex(/^[a-z_][a-z0-9_]*( (asc|desc))?(, ?[a-z_][a-z0-9_]*( (asc|desc))?)*$/))
    .max(20)
    .optional(),
  audit: z.union([
    z.strictObject({ secret: Columns.optional(), hashed: Columns.optional() }),
    z.strictObject({ exempt: z.string().min(1).max(500) }),
  ]),
  grants: z
    .array(z.enum(['select', 'insert', 'update', 'delete']))
    .max(4)
    .optional(),
});

const Loaded = z.strictObject({ breaking: z.boolean(), transaction: z.boolean() });

type References = NonNullable<TableOptions['references']>;

/** Core's entities are the one table of another that rows may point to; own tables are named in full. */
const ownReferences = (schema: string, references: References): References =>
  references.map((reference) => {
    const { table } = reference;
    if (table === 'core.entity') return reference;
    const own = table.startsWith(`${schema}.`) ? table.slice(schema.length + 1) : table;
    if (Name.safeParse(own).success) return { ...reference, table: `${schema}.${own}` };
    throw new Error(
      `m.tenantTable: references: expected a table of "${schema}" or core.entity, received "${table}"`,
    );
  });

/** A migration whose code runs in the plugin's process, and whose tables the host makes. */
export const isolatedMigration = async (process: IsolatedProcess, module: URL): Promise<Migration> => {
  const input = { module: module.href };
  const { breaking, transaction } = Loaded.parse(await process.call({ kind: 'load-migration', input }));
  if (!transaction) throw new Error('transaction: expected true in the migration of an isolated plugin');
  return {
    breaking,
    transaction,
    up: async (m: MigrationBuilder) => {
      await process.call({
        kind: 'migration',
        input: { ...input, schema: m.schema, role: m.role, embedded: m.embedded },
        own: async (method, [name, options]) => {
          if (method !== 'tenantTable') throw new Error(`m: expected tenantTable, received "${method}"`);
          const table = Name.parse(name);
          const checked = Options.parse(options) as TableOptions;
          checkColumns(checked.columns);
          const references = ownReferences(m.schema, checked.references ?? []);
          await m.tenantTable(table, { ...checked, references });
        },
      });
    },
  };
};

/** One column group or table-level clause, as DDL text. */
export interface TableOptions {
  /** Column definitions and checks, without `tenant_id` and `id`, which every tenant table has. */
  readonly columns: string;
  /** Each becomes `unique (tenant_id, …)`. */
  readonly unique?: readonly (readonly string[])[];
  /** Each becomes a foreign key `(tenant_id, column) → table (tenant_id, id)`. */
  readonly references?: readonly {
    readonly column: string;
    readonly table: string;
    readonly onDelete?: 'restrict' | 'cascade';
  }[];
  /** Each becomes an index on `(tenant_id, …)`. */
  readonly indexes?: readonly string[];
  /** What the audit images leave out (`secret`) or carry by hash only (`hashed`); or why the table is not audited. */
  readonly audit:
    | { readonly secret?: readonly string[]; readonly hashed?: readonly string[] }
    | { readonly exempt: string };
  /** Privileges of the plugin's own role; all four by default. */
  readonly grants?: readonly ('select' | 'insert' | 'update' | 'delete')[];
}

/** What a migration may do. It runs as the owner of the schema; plugins themselves have no DDL. */
export interface MigrationBuilder {
  /** Name of the plugin's schema. */
  readonly schema: string;
  /** The role that the plugin's statements run in. */
  readonly role: string;
  /** Whether the database is the embedded one. */
  readonly embedded: boolean;
  /** A table of a tenant's rows: key `(tenant_id, id)`, row level security, audit triggers, grants. */
  tenantTable(name: string, options: TableOptions): Promise<void>;
  /** Any DDL. `search_path` is the plugin's schema. */
  sql(text: string): Promise<void>;
}

export interface Migration {
  readonly up: (m: MigrationBuilder) => Promise<void>;
  /** An older release cannot run on the schema after this. */
  readonly breaking?: boolean;
  /** `false` for statements that cannot run in a transaction; such a migration must be repeatable. */
  readonly transaction?: boolean;
}

/** Default export of a file `NNNN_name.ts`. */
export const migration = (up: Migration['up'], options: Omit<Migration, 'up'> = {}): Migration => ({
  up,
  ...options,
});

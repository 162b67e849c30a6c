import type { Knex } from 'knex';
import type { Context } from '../context/context.ts';

/** A statement: text with `$1` parameters, or a knex builder. */
export type Statement = { toSQL(): { toNative(): Knex.SqlNative } };

export interface Queries {
  /** All rows. */
  rows<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
  rows<R extends object>(statement: Statement): Promise<R[]>;
  /** The first row, or undefined. */
  first<R extends object>(text: string, values?: readonly unknown[]): Promise<R | undefined>;
  first<R extends object>(statement: Statement): Promise<R | undefined>;
  /** Number of rows written. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
  run(statement: Statement): Promise<number>;
}

/** An open transaction of one tenant, in the plugin's own role. */
export interface Tx extends Queries {
  readonly tenant: string;
}

/**
 * The only way a plugin reaches the database. Each statement runs in the plugin's own role with the tenant,
 * the actor and the act of the context set beneath it; row level security does the rest. Every query names
 * `tenant_id` all the same: with either wall gone, the other holds.
 *
 * A statement is one SELECT, INSERT, UPDATE, DELETE, MERGE, VALUES or WITH. Values of `date` columns are
 * `YYYY-MM-DD` strings, `numeric` and `bigint` are strings, `timestamptz` is a Date.
 */
export interface Db {
  /** Reads with single statements, each its own snapshot and one round trip; in a mutating route, in its transaction. */
  read(ctx: Context): Queries;
  /** Several statements in one transaction; in a mutating route, they join the transaction of the request. */
  tenant<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` behind a savepoint of the open transaction: when it throws, its writes and only those are undone. */
  attempt<T>(ctx: Context, work: () => Promise<T>): Promise<T>;
  /** For dashboards: may be served by a replica that is seconds behind. Never joins a transaction. */
  report(ctx: Context): Queries;
  /** Builds statements; it has no connection. Tables are named with their schema: `build('notes.return')`. */
  readonly build: Knex;
}

import type { Knex } from 'knex';
import type pg from 'pg';
import type { Context } from '../context/context.ts';
import type { Db, Queries, Statement, Tx } from './db.ts';
import { queryGroup, type GroupedStatement } from './group-query.ts';
import { withClient } from './pool.ts';
import { scopeOf, scopePrelude } from './scope.ts';
import { guardStatement } from './statement-guard.ts';
import { statementName } from './statement-name.ts';
import { refuseWhenOver, type Transactions } from './transactions.ts';

type Execute = <R extends pg.QueryResultRow>(statement: GroupedStatement) => Promise<pg.QueryResult<R>>;

/** Text and values; a text that is written out in code is prepared once on each connection. */
export const grouped = (
  role: string,
  query: string | Statement,
  values: readonly unknown[] = [],
): GroupedStatement => {
  if (typeof query === 'string') return { text: query, values, name: statementName(role, query) };
  const native = query.toSQL().toNative();
  return { text: native.sql, values: native.bindings };
};

/** The reading and writing methods over one way to execute. */
export const queriesOver = (role: string, execute: Execute): Queries => {
  const go = async <R extends object>(query: string | Statement, values?: readonly unknown[]) =>
    execute<R & pg.QueryResultRow>(grouped(role, query, values));
  return {
    rows: async <R extends object>(query: string | Statement, values?: readonly unknown[]) =>
      (await go<R>(query, values)).rows as R[],
    first: async <R extends object>(query: string | Statement, values?: readonly unknown[]) =>
      (await go<R>(query, values)).rows[0] as R | undefined,
    run: async (query: string | Statement, values?: readonly unknown[]) =>
      (await go(query, values)).rowCount ?? 0,
  };
};

export interface PluginDbOptions {
  readonly plugin: string;
  readonly role: string;
  readonly pool: pg.Pool;
  readonly reportPool: pg.Pool;
  readonly transactions: Transactions;
  readonly build: Knex;
}

/** The database as one plugin sees it. */
export class PluginDb implements Db {
  readonly build: Knex;
  readonly #options: PluginDbOptions;

  constructor(options: PluginDbOptions) {
    this.#options = options;
    this.build = options.build;
  }

  read(ctx: Context): Queries {
    const open = this.#options.transactions.of(ctx);
    return open
      ? this.#queries((statement) => open.query(this.#options.role, statement))
      : this.#single(ctx, this.#options.pool);
  }

  report(ctx: Context): Queries {
    return this.#single(ctx, this.#options.reportPool);
  }

  async tenant<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { plugin, transactions, role } = this.#options;
    const open = transactions.of(ctx);
    if (!open) return transactions.run(ctx, () => this.tenant(ctx, work), plugin);
    return work({ tenant: ctx.tenant, ...this.#queries((statement) => open.query(role, statement)) });
  }

  async attempt<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
    const { plugin, transactions, role } = this.#options;
    const open = transactions.of(ctx);
    return open ? open.attempt(role, work) : transactions.run(ctx, work, plugin);
  }

  #queries(execute: Execute): Queries {
    const { plugin, role } = this.#options;
    return queriesOver(role, async (statement) => {
      guardStatement(plugin, statement.text);
      return execute(statement);
    });
  }

  /** One statement, one round trip, which can only read. It ends when the time of its context does. */
  #single(ctx: Context, pool: pg.Pool): Queries {
    const { plugin, role, transactions } = this.#options;
    const scope = { ...scopeOf(ctx), act: undefined, readOnly: true };
    const time = transactions.timeOf(ctx);
    const place = transactions.place(ctx, plugin, pool);
    return this.#queries((statement) => {
      refuseWhenOver(time?.expired);
      return withClient(
        pool,
        (client) => queryGroup(client, [scopePrelude(scope, role, time)], statement),
        place,
      );
    });
  }
}

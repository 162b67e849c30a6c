import type pg from 'pg';
import type { Context } from '../context/context.ts';
import { queryGroup, type GroupedStatement, type Prelude } from './group-query.ts';
import { withClient } from './pool.ts';
import { rolePrelude, scopeOf, scopePrelude, type StatementScope } from './scope.ts';

/** A transaction whose statements may come from several plugins, each in its own role. */
export class OpenTransaction {
  readonly #client: pg.ClientBase;
  readonly #scope: StatementScope;
  readonly #begin: string;
  #role: string | undefined;
  #savepoints = 0;
  readonly #afterCommit: (() => void)[] = [];

  constructor(client: pg.ClientBase, scope: StatementScope, readOnly: boolean) {
    this.#client = client;
    this.#scope = scope;
    this.#begin = readOnly ? 'begin read only' : 'begin';
  }

  /** The first statement carries BEGIN and the scope; a change of role travels with the statement that needs it. */
  async query<R extends pg.QueryResultRow>(
    role: string,
    statement: GroupedStatement,
  ): Promise<pg.QueryResult<R>> {
    const preludes: Prelude[] =
      this.#role === undefined
        ? [{ text: this.#begin }, scopePrelude(this.#scope, role)]
        : this.#role === role
          ? []
          : [rolePrelude(role)];
    this.#role = role;
    return queryGroup<R>(this.#client, preludes, statement);
  }

  /** Runs `work` behind a savepoint. */
  async attempt<T>(role: string, work: () => Promise<T>): Promise<T> {
    if (this.#role === undefined) await this.query(role, { text: 'select 1', values: [] });
    const name = `attempt_${++this.#savepoints}`;
    await this.#client.query(`savepoint ${name}`);
    const roleBefore = this.#role;
    try {
      const result = await work();
      await this.#client.query(`release savepoint ${name}`);
      return result;
    } catch (error) {
      await this.#client.query(`rollback to savepoint ${name}`);
      this.#role = roleBefore;
      throw error;
    }
  }

  /** @param callback runs once the transaction is durable, never if it rolls back */
  afterCommit(callback: () => void): void {
    this.#afterCommit.push(callback);
  }

  async commit(): Promise<void> {
    if (this.#role !== undefined) {
      const result = await this.#client.query('commit');
      // COMMIT of a transaction that a failed statement aborted answers ROLLBACK, without an error
      if (result.command !== 'COMMIT')
        throw new Error('the transaction was rolled back: a statement in it had failed');
    }
    for (const callback of this.#afterCommit) callback();
  }

  async rollback(): Promise<void> {
    if (this.#role !== undefined) await this.#client.query('rollback').catch(() => {});
  }
}

/** The open transaction of each context, so that all services that a request calls join it. */
export class Transactions {
  readonly #pool: pg.Pool;
  readonly #recordAct: (transaction: OpenTransaction, ctx: Context) => Promise<void>;
  readonly #open = new WeakMap<Context, OpenTransaction>();

  /** @param recordAct writes the act of the context to the audit log, as the last statement before the commit */
  constructor(pool: pg.Pool, recordAct: (transaction: OpenTransaction, ctx: Context) => Promise<void>) {
    this.#pool = pool;
    this.#recordAct = recordAct;
  }

  of(ctx: Context): OpenTransaction | undefined {
    return this.#open.get(ctx);
  }

  /** Commits when `work` returns and rolls back when it throws. A context without an act can only read. */
  async run<T>(ctx: Context, work: (transaction: OpenTransaction) => Promise<T>): Promise<T> {
    return withClient(this.#pool, (client) =>
      this.#inside(new OpenTransaction(client, scopeOf(ctx), ctx.act === undefined), ctx, work),
    );
  }

  async #inside<T>(
    transaction: OpenTransaction,
    ctx: Context,
    work: (transaction: OpenTransaction) => Promise<T>,
  ): Promise<T> {
    this.#open.set(ctx, transaction);
    try {
      const result = await work(transaction);
      if (ctx.act) await this.#recordAct(transaction, ctx);
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    } finally {
      this.#open.delete(ctx);
    }
  }
}

import type pg from 'pg';
import type { Context } from '../context/context.ts';
import { queryGroup, type GroupedStatement, type Prelude } from './group-query.ts';
import { TransactionAbandoned } from './errors.ts';
import { withClient } from './pool.ts';
import { rolePrelude, scopeOf, scopePrelude, type StatementScope } from './scope.ts';

/** A transaction whose statements may come from several plugins, each in its own role. */
export class OpenTransaction {
  readonly #client: pg.ClientBase;
  readonly #scope: StatementScope;
  readonly #begin: string;
  #role: string | undefined;
  #savepoints = 0;
  #ended = false;
  readonly #afterCommit: (() => void)[] = [];

  constructor(client: pg.ClientBase, scope: StatementScope) {
    this.#client = client;
    this.#scope = scope;
    this.#begin = scope.readOnly ? 'begin read only' : 'begin';
  }

  /** The first statement carries BEGIN and the scope; a change of role travels with the statement that needs it. */
  async query<R extends pg.QueryResultRow>(
    role: string,
    statement: GroupedStatement,
  ): Promise<pg.QueryResult<R>> {
    this.#refuseAfterEnd();
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
    this.#refuseAfterEnd();
    const name = `attempt_${++this.#savepoints}`;
    await this.#client.query(`savepoint ${name}`);
    const roleBefore = this.#role;
    try {
      const result = await work();
      this.#refuseAfterEnd();
      await this.#client.query(`release savepoint ${name}`);
      return result;
    } catch (error) {
      if (this.#ended) throw error;
      await this.#client.query(`rollback to savepoint ${name}`);
      this.#role = roleBefore;
      throw error;
    }
  }

  /** The connection may serve another tenant by then: what was left running does not reach it. */
  #refuseAfterEnd(): void {
    if (this.#ended) throw new TransactionAbandoned('it has ended; await every statement inside it');
  }

  /** @param callback runs once the transaction is durable, never if it rolls back */
  afterCommit(callback: () => void): void {
    this.#afterCommit.push(callback);
  }

  /** From here on it takes no statement. */
  end(): void {
    this.#ended = true;
  }

  async commit(): Promise<void> {
    this.end();
    if (this.#role !== undefined) {
      const result = await this.#client.query('commit');
      // COMMIT of a transaction that a failed statement aborted answers ROLLBACK, without an error
      if (result.command !== 'COMMIT')
        throw new Error('the transaction was rolled back: a statement in it had failed');
    }
    for (const callback of this.#afterCommit) callback();
  }

  async rollback(): Promise<void> {
    this.end();
    if (this.#role !== undefined) await this.#client.query('rollback').catch(() => {});
  }
}

/** The open transaction of each context, so that all services that a request calls join it. */
export class Transactions {
  readonly #pool: pg.Pool;
  readonly #recordAct: (transaction: OpenTransaction, ctx: Context) => Promise<void>;
  readonly #open = new WeakMap<Context, OpenTransaction>();
  readonly #limits = new WeakMap<Context, AbortSignal>();

  /** @param recordAct writes the act of the context to the audit log, as the last statement before the commit */
  constructor(pool: pg.Pool, recordAct: (transaction: OpenTransaction, ctx: Context) => Promise<void>) {
    this.#pool = pool;
    this.#recordAct = recordAct;
  }

  of(ctx: Context): OpenTransaction | undefined {
    return this.#open.get(ctx);
  }

  /** When the signal aborts, the open transaction of the context is given up, and it opens no other. */
  limit(ctx: Context, expired: AbortSignal): void {
    this.#limits.set(ctx, expired);
  }

  /** Commits when `work` returns and rolls back when it throws. A context without an act can only read. */
  async run<T>(ctx: Context, work: (transaction: OpenTransaction) => Promise<T>): Promise<T> {
    return withClient(this.#pool, (client) =>
      this.#inside(new OpenTransaction(client, scopeOf(ctx)), ctx, work),
    );
  }

  async #inside<T>(
    transaction: OpenTransaction,
    ctx: Context,
    work: (transaction: OpenTransaction) => Promise<T>,
  ): Promise<T> {
    this.#open.set(ctx, transaction);
    try {
      const result = await unlessExpired(this.#limits.get(ctx), () => work(transaction));
      if (ctx.act) await this.#recordAct(transaction, ctx);
      await transaction.commit();
      return result;
    } catch (error) {
      // A statement may still be running: closing the connection rolls back without waiting for it.
      if (error instanceof TransactionAbandoned) transaction.end();
      else await transaction.rollback();
      throw error;
    } finally {
      this.#open.delete(ctx);
    }
  }
}

/** @throws TransactionAbandoned as soon as the signal aborts, whatever the work does */
const unlessExpired = async <T>(expired: AbortSignal | undefined, work: () => Promise<T>): Promise<T> => {
  if (!expired) return work();
  const abandoned = (): TransactionAbandoned => new TransactionAbandoned(String(expired.reason));
  if (expired.aborted) throw abandoned();
  let give = (): void => {};
  const givenUp = new Promise<never>((_, reject) => {
    give = () => reject(abandoned());
    expired.addEventListener('abort', give, { once: true });
  });
  try {
    return await Promise.race([work(), givenUp]);
  } finally {
    expired.removeEventListener('abort', give);
  }
};

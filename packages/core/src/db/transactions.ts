import type pg from 'pg';
import type { Context } from '../context/context.ts';
import type { TimeLimit } from '../context/within.ts';
import { queryGroup, type GroupedStatement, type Prelude } from './group-query.ts';
import { TransactionAbandoned } from './errors.ts';
import { sharesOf, type Release } from './connection-shares.ts';
import { withConnection } from './pool.ts';
import { rolePrelude, scopeOf, scopePrelude, type StatementScope } from './scope.ts';

/** A transaction whose statements may come from several plugins, each in its own role. */
export class OpenTransaction {
  readonly #connection: () => Promise<pg.ClientBase>;
  readonly #time: TimeLimit | undefined;
  #client: pg.ClientBase | undefined;
  readonly #scope: StatementScope;
  readonly #begin: string;
  #role: string | undefined;
  #savepoints = 0;
  #ended = false;
  readonly #afterCommit: (() => void)[] = [];

  /**
   * @param connection gives the same one each time; asked for by the first statement
   * @param time of the work that the transaction belongs to
   */
  constructor(connection: () => Promise<pg.ClientBase>, scope: StatementScope, time: TimeLimit | undefined) {
    this.#connection = connection;
    this.#time = time;
    this.#scope = scope;
    this.#begin = `begin${scope.snapshot ? ' isolation level repeatable read' : ''}${scope.readOnly ? ' read only' : ''}`;
  }

  /** The first statement carries BEGIN and the scope; a change of role travels with the statement that needs it. */
  async query<R extends pg.QueryResultRow>(
    role: string,
    statement: GroupedStatement,
  ): Promise<pg.QueryResult<R>> {
    this.#refuseAfterEnd();
    const client = (this.#client ??= await this.#connection());
    this.#refuseAfterEnd();
    const preludes: Prelude[] =
      this.#role === undefined
        ? [{ text: this.#begin }, scopePrelude(this.#scope, role, this.#time)]
        : this.#role === role
          ? []
          : [rolePrelude(role)];
    this.#role = role;
    return queryGroup<R>(client, preludes, statement);
  }

  /** Runs `work` behind a savepoint. */
  async attempt<T>(role: string, work: () => Promise<T>): Promise<T> {
    if (this.#role === undefined) await this.query(role, { text: 'select 1', values: [] });
    this.#refuseAfterEnd();
    const name = `attempt_${++this.#savepoints}`;
    const client = (this.#client ??= await this.#connection());
    await client.query(`savepoint ${name}`);
    const roleBefore = this.#role;
    try {
      const result = await work();
      this.#refuseAfterEnd();
      await client.query(`release savepoint ${name}`);
      return result;
    } catch (error) {
      if (this.#ended) throw error;
      await client.query(`rollback to savepoint ${name}`);
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
    if (this.#client && this.#role !== undefined) {
      const result = await this.#client.query('commit');
      // COMMIT of a transaction that a failed statement aborted answers ROLLBACK, without an error
      if (result.command !== 'COMMIT')
        throw new Error('the transaction was rolled back: a statement in it had failed');
    }
    for (const callback of this.#afterCommit) callback();
  }

  async rollback(): Promise<void> {
    this.end();
    if (this.#role !== undefined) await this.#client?.query('rollback').catch(() => {});
  }
}

/** Whose work a context is, and how long it may take. */
interface Work {
  readonly plugin: string;
  readonly time: TimeLimit;
}

/** The open transaction of each context, so that all services that a request calls join it. */
export class Transactions {
  readonly #pool: pg.Pool;
  readonly #recordAct: (transaction: OpenTransaction, ctx: Context) => Promise<void>;
  readonly #open = new WeakMap<Context, OpenTransaction>();
  readonly #work = new WeakMap<Context, Work>();

  /** @param recordAct writes the act of the context to the audit log, as the last statement before the commit */
  constructor(pool: pg.Pool, recordAct: (transaction: OpenTransaction, ctx: Context) => Promise<void>) {
    this.#pool = pool;
    this.#recordAct = recordAct;
  }

  of(ctx: Context): OpenTransaction | undefined {
    return this.#open.get(ctx);
  }

  /**
   * When the time is over, the open transaction of the context is given up, and the context reads and opens nothing more.
   * @param plugin whose share of the connections the work uses
   */
  limit(ctx: Context, plugin: string, time: TimeLimit): void {
    this.#work.set(ctx, { plugin, time });
  }

  timeOf(ctx: Context): TimeLimit | undefined {
    return this.#work.get(ctx)?.time;
  }

  /**
   * Waits for a place in the share of the plugin whose work the context is.
   * @param asking stands in for it where the context is nobody's
   */
  place(ctx: Context, asking: string, pool: pg.Pool = this.#pool): (() => Promise<Release>) | undefined {
    const { plugin, time } = this.#work.get(ctx) ?? { plugin: asking, time: undefined };
    return plugin === 'core' ? undefined : () => sharesOf(pool).take(plugin, time?.expired);
  }

  /**
   * Commits when `work` returns and rolls back when it throws. A context without an act can only read. No connection is
   * taken before the first statement.
   */
  async run<T>(
    ctx: Context,
    work: (transaction: OpenTransaction) => Promise<T>,
    asking: string = 'core',
  ): Promise<T> {
    return withConnection(
      this.#pool,
      (connection) =>
        this.#inside(new OpenTransaction(connection, scopeOf(ctx), this.timeOf(ctx)), ctx, work),
      this.place(ctx, asking),
    );
  }

  async #inside<T>(
    transaction: OpenTransaction,
    ctx: Context,
    work: (transaction: OpenTransaction) => Promise<T>,
  ): Promise<T> {
    this.#open.set(ctx, transaction);
    try {
      const result = await unlessExpired(this.timeOf(ctx)?.expired, () => work(transaction));
      if (ctx.act) await this.#recordAct(transaction, ctx);
      await transaction.commit();
      return result;
    } catch (error) {
      // A statement may still be running: the connection is closed, and the server, which looks for that, rolls back.
      if (error instanceof TransactionAbandoned) transaction.end();
      else await transaction.rollback();
      throw error;
    } finally {
      this.#open.delete(ctx);
    }
  }
}

/** @throws TransactionAbandoned where the time is over */
export const refuseWhenOver = (expired: AbortSignal | undefined): void => {
  if (expired?.aborted) throw new TransactionAbandoned(String(expired.reason));
};

/** @throws TransactionAbandoned as soon as the signal aborts, whatever the work does */
const unlessExpired = async <T>(expired: AbortSignal | undefined, work: () => Promise<T>): Promise<T> => {
  if (!expired) return work();
  refuseWhenOver(expired);
  const abandoned = (): TransactionAbandoned => new TransactionAbandoned(String(expired.reason));
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

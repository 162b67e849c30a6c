import type { Knex } from 'knex';
import type { Context } from '../../context/context.ts';
import type { Db, Queries, Statement, Tx } from '../../db/db.ts';
import { handleOf } from './call-context.ts';
import type { Remote } from './remote.ts';

type Send = (kind: string, text: string, values: readonly unknown[]) => Promise<unknown>;

/** Text and values; a builder's statement is written out here, where the builder is. */
const written = (
  query: string | Statement,
  values: readonly unknown[] = [],
): readonly [string, readonly unknown[]] => {
  if (typeof query === 'string') return [query, values];
  const native = query.toSQL().toNative();
  return [native.sql, native.bindings];
};

const queries = (send: Send): Queries =>
  ({
    rows: (query: string | Statement, values?: readonly unknown[]) => send('rows', ...written(query, values)),
    first: (query: string | Statement, values?: readonly unknown[]) =>
      send('first', ...written(query, values)),
    run: (query: string | Statement, values?: readonly unknown[]) => send('run', ...written(query, values)),
  }) as Queries;

/** The database as an isolated plugin has it: the same handle, its statements run by the host. */
export const remoteDb = (remote: Remote, dep: string, build: Knex): Db => {
  const single = (ctx: Context, mode: string): Queries =>
    queries((...statement) => remote.ask(handleOf(ctx, `db.${mode}`), dep, mode, statement));
  return {
    build,
    read: (ctx) => single(ctx, 'read'),
    report: (ctx) => single(ctx, 'report'),
    tenant: (async (ctx: Context, work: (tx: Tx) => Promise<unknown>) => {
      const handle = handleOf(ctx, 'db.tenant');
      return remote.ask(handle, dep, 'tenant', [
        (transaction: string) =>
          work({
            tenant: ctx.tenant,
            ...queries((...statement) =>
              remote.ask(handle, dep, 'in-transaction', [transaction, ...statement]),
            ),
          }),
      ]);
    }) as Db['tenant'],
    attempt: (async (ctx: Context, work: () => Promise<unknown>) =>
      remote.ask(handleOf(ctx, 'db.attempt'), dep, 'attempt', [() => work()])) as Db['attempt'],
  };
};

import knex from 'knex';
import type { Context } from '../../context/context.ts';
import type { Db, Queries, Statement } from '../../db/db.ts';
import { guardStatement } from '../../db/statement-guard.ts';
import { db } from '../../plugin/services.ts';
import { testService } from './test-service.ts';

export interface FakeStatement {
  readonly tenant: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Rows that a statement gives, or how many it wrote. */
export type Answers = (statement: FakeStatement) => readonly object[] | number;

const read = (query: string | Statement, values: readonly unknown[] = []): [string, readonly unknown[]] => {
  if (typeof query === 'string') return [query, values];
  const native = query.toSQL().toNative();
  return [native.sql, native.bindings];
};

/**
 * A script of answers: it knows no SQL, so what a statement means is for `startTestHost`, whose database is real. Statements
 * that the host's guard refuses are refused here too.
 */
const fake = (answers: Answers = () => []): Db & { readonly statements: readonly FakeStatement[] } => {
  const statements: FakeStatement[] = [];
  const ask = (ctx: Context, query: string | Statement, given?: readonly unknown[]) => {
    const [text, values] = read(query, given);
    guardStatement('test', text);
    const statement = { tenant: ctx.tenant, text, values };
    statements.push(statement);
    return answers(statement);
  };
  const rowsOf = <R>(answer: readonly object[] | number): R[] =>
    typeof answer === 'number' ? [] : ([...answer] as R[]);
  const queries = (ctx: Context): Queries => ({
    rows: async <R extends object>(query: string | Statement, values?: readonly unknown[]) =>
      rowsOf<R>(ask(ctx, query, values)),
    first: async <R extends object>(query: string | Statement, values?: readonly unknown[]) =>
      rowsOf<R>(ask(ctx, query, values))[0],
    run: async (query: string | Statement, values?: readonly unknown[]) => {
      const answer = ask(ctx, query, values);
      return typeof answer === 'number' ? answer : answer.length;
    },
  });
  return {
    statements,
    read: queries,
    report: queries,
    tenant: (ctx, work) => work({ tenant: ctx.tenant, ...queries(ctx) }),
    attempt: (_, work) => work(),
    build: knex({ client: 'pg' }),
  };
};

export const testDb = testService(db, fake);

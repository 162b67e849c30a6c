import type { Context } from '../context/context.ts';
import type { OpenTransactions } from './bindings.ts';

/** Names under which what is known of a principal is cached; publishing one makes every process look again. */
export const tags = {
  session: (id: string): string => `session:${id}`,
  person: (id: string): string => `person:${id}`,
  operator: (id: string): string => `operator:${id}`,
  /** one person's membership of one tenant */
  member: (tenant: string, person: string): string => `member:${tenant}:${person}`,
  /** the tenant itself, or its own roles */
  tenant: (id: string): string => `tenant:${id}`,
} as const;

/**
 * Runs when the changes of the context are durable. Other requests look again when a tag is published: told earlier,
 * they would find what was there before, and keep it.
 */
export const afterCommit = (open: OpenTransactions, ctx: Context, work: () => void): void => {
  const transaction = open.of(ctx);
  if (transaction) transaction.afterCommit(work);
  else work();
};

import type { Context, Queries } from '@compliance-os/core';
import { InstanceQuery } from '../../plugins/compliance/src/api/instances.ts';
import { listInstances } from '../../plugins/compliance/src/store/instances.ts';

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The statement that the list of instances sends for its first page, caught on its way. */
export const listStatement = async (ctx: Context): Promise<Sent> => {
  const sent: Sent[] = [];
  const catchIt = async (text: unknown, values: readonly unknown[] = []): Promise<never[]> => {
    sent.push({ text: String(text), values });
    return [];
  };
  const queries = { rows: catchIt, first: async () => undefined, run: async () => 0 } as Queries;
  await listInstances(queries, ctx, InstanceQuery.parse({ limit: '25' }), []);
  const [first, ...others] = sent;
  if (!first || others.length > 0) throw new Error(`list: expected one statement, received ${sent.length}`);
  return first;
};

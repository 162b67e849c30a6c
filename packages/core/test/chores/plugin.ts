import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import {
  db,
  definePlugin,
  job,
  newId,
  scheduled,
  type Context,
  type Db,
  type MissedPolicy,
} from '../../src/index.ts';

const Chore = z.object({ chore: z.string() });
interface Run {
  ctx: Context;
  payload: { chore: string };
  deps: { db: Db };
  attempt: number;
  occurrence: Date | undefined;
  finish: (write: (ctx: Context) => Promise<void>) => Promise<void>;
}
export type DoChore = (run: Run) => Promise<void>;

/** Writes that a chore is done, in the transaction that marks its job done. */
export const tick: DoChore = ({ payload, deps, finish }) =>
  finish(async (ctx) => {
    await deps.db.tenant(ctx, (tx) =>
      tx.run('insert into chores.done (tenant_id, id, chore) values ($1, $2, $3)', [
        ctx.tenant,
        newId(),
        payload.chore,
      ]),
    );
  });

/** Works a moment outside of any transaction first, so that there is a moment to be killed in. */
export const slowly: DoChore = async (run) => {
  await delay(20 + Math.random() * 40);
  await tick(run);
};

const daily = (missed: MissedPolicy) =>
  scheduled(`chores.daily-${missed}`, {
    cron: '0 6 * * *',
    missed,
    perTenant: true,
    load: async () => ({ default: async () => {} }),
  });

/** Jobs that do what the test says, three times at most unless it says otherwise. */
export const choresPlugin = (doChore: DoChore, { timeoutMs = 2_000, retries = 2 } = {}) =>
  definePlugin({
    id: 'chores',
    name: 'Chores',
    version: '1.0.0',
    hostApi: '^1.0.0',
    data: { migrations: new URL('./migrations/', import.meta.url) },
    jobs: [
      job('chores.do', {
        payload: Chore,
        deps: { db },
        retries,
        timeoutMs,
        load: async () => ({ default: doChore }),
      }),
      daily('all'),
      daily('latest'),
      daily('skip'),
    ],
  });

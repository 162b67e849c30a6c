import { z } from 'zod';
import { crud, db, definePlugin, get, newId, post, type Context, type Db } from '../../src/index.ts';

type Input = { ctx: Context; deps: { db: Db } };

const ok = z.object({ ok: z.boolean() });
const never = (): Promise<never> => new Promise(() => {});
const handling = (work: (input: Input) => Promise<unknown>) => async () => ({
  default: async (input: Input) => {
    await work(input);
    return { ok: true };
  },
});

const getting = (path: string, work: (input: Input) => Promise<unknown>) =>
  get(path, {
    summary: 'Hangs',
    permission: 'hanging.note.read',
    about: 'entities',
    reply: ok,
    deps: { db },
    load: handling(work),
  });
const posting = (path: string, work: (input: Input) => Promise<unknown>) =>
  post(path, {
    summary: 'Hangs',
    permission: 'hanging.note.create',
    about: 'entities',
    reply: ok,
    deps: { db },
    load: handling(work),
  });

const SLEEP = 'select pg_sleep(60)';
const insert = ({ ctx, deps }: Input) =>
  deps.db.tenant(ctx, (tx) =>
    tx.run('insert into hanging.note (tenant_id, id, text) values ($1, $2, $3)', [ctx.tenant, newId(), 'x']),
  );
const change = ({ ctx, deps }: Input) =>
  deps.db.tenant(ctx, (tx) =>
    tx.run(`update hanging.note set text = text || '!' where tenant_id = $1`, [ctx.tenant]),
  );

/** A plugin whose routes never come to an end, each at another place. */
export const hanging = definePlugin({
  id: 'hanging',
  name: 'Hanging',
  version: '1.0.0',
  hostApi: '^1.0.0',
  permissions: crud('hanging.note', 'notes'),
  data: { migrations: new URL('../notes/migrations/', import.meta.url) },
  routes: [
    getting('/statement', ({ ctx, deps }) => deps.db.read(ctx).rows(SLEEP)),
    getting('/report', ({ ctx, deps }) => deps.db.report(ctx).rows(SLEEP)),
    posting('/before-a-statement', never),
    posting('/after-a-statement', async (input) => {
      await insert(input);
      await never();
    }),
    posting('/with-a-lock', async (input) => {
      await change(input);
      await input.deps.db.tenant(input.ctx, (tx) => tx.rows(SLEEP));
    }),
    posting('/add', insert),
    posting('/change', change),
  ],
});

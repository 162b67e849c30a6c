import fs from 'node:fs';
import type { Context, Db, Http, Jobs } from '../../src/index.ts';

interface Means {
  readonly ctx: Context;
  readonly deps: { readonly db: Db; readonly http: Http; readonly jobs: Jobs };
  readonly with: string | undefined;
}

let kept: Context | undefined;
const anywhere = globalThis as unknown as Record<PropertyKey, unknown>;
const ofProcess = process as unknown as Record<string, (...args: unknown[]) => unknown>;

/** What hostile code of an isolated plugin may try. Each tells what it got. */
export const ATTEMPTS: Readonly<Record<string, (means: Means) => unknown>> = {
  greet: () => 'hello',
  env: () => ({ ...process.env }),
  read: ({ with: file }) => fs.readFileSync(file!, 'utf8').slice(0, 40),
  write: ({ with: file }) => fs.writeFileSync(file!, 'planted'),
  import: async ({ with: name }) => Object.keys((await import(name!)) as object).slice(0, 3),
  'builtin by process': ({ with: name }) => typeof process.getBuiltinModule(name!),
  'builtin by an import of process': async ({ with: name }) => {
    const gotten = await import('node:process');
    return typeof gotten.getBuiltinModule(name!);
  },
  'call of process': ({ with: name }) => typeof ofProcess[name!]!('tcp_wrap', 0),
  'call of an import of process': async ({ with: name }) => {
    const gotten = (await import('node:process')) as unknown as typeof ofProcess;
    return typeof gotten[name!]!('tcp_wrap', 0);
  },
  global: ({ with: name }) => typeof anywhere[name!],
  'undici left behind': () => {
    const dispatcher = anywhere[Symbol.for('undici.globalDispatcher.1')] as { dispatch: (o: object) => void };
    dispatcher.dispatch({ origin: 'http://127.0.0.1', path: '/', method: 'GET' });
    return 'dispatched';
  },
  'class of a stream': () => {
    const { stdout } = process as unknown as { stdout: { constructor: { name: string } } };
    return stdout.constructor.name;
  },
  'data url': async () =>
    import(`data:text/javascript,import net from 'node:net'; export default net` as string),
  'common js': async () => import('./common.cjs' as string),
  fetch: async ({ deps, with: address }) => (await deps.http.fetch(address!)).status,
  sql: async ({ ctx, deps, with: text }) => deps.db.read(ctx).rows(text!),
  'forged tenant': async ({ ctx, deps, with: tenant }) =>
    deps.db.read({ ...ctx, tenant: tenant! }).rows('select tenant_id, number from licences.licence'),
  'no context': async ({ deps, with: tenant }) =>
    deps.db.read({ tenant } as Context).rows('select number from licences.licence'),
  'keep the context': ({ ctx }) => {
    kept = ctx;
    return 'kept';
  },
  'use a kept context': async ({ deps }) => deps.db.read(kept!).rows('select number from licences.licence'),
  "another plugin's job": async ({ ctx, deps }) => deps.jobs.enqueue(ctx, { name: 'core.evidence-lock' }),
  loop: () => {
    for (;;);
  },
  hang: () => new Promise(() => {}),
  'hog of objects': () => {
    const hoard: unknown[] = [];
    for (;;) hoard.push(Array.from({ length: 10_000 }, (_, i) => ({ i })));
  },
  'hog of bytes': () => {
    const hoard: Buffer[] = [];
    for (;;) hoard.push(Buffer.alloc(64 * 1024 * 1024, 1));
  },
  exit: () => process.exit(3),
  'throw later': () => {
    setTimeout(() => {
      throw new Error('nobody catches this');
    });
    return new Promise(() => {});
  },
  garbage: () => fs.writeSync(3, 'this is no message\n'),
  'a long message': () => {
    for (;;) fs.writeSync(3, 'x'.repeat(1024 * 1024));
  },
  'a forged message': ({ with: handle }) => {
    const ask = { t: 'ask', id: -1, handle, dep: 'db', method: 'read', args: ['rows', 'select 1', []] };
    return fs.writeSync(3, `${JSON.stringify(ask)}\n`) > 0;
  },
  'flood the log': () => {
    const line = `${JSON.stringify({ t: 'log', level: 'trace', fields: {}, text: 'x' })}\n`.repeat(1_000);
    for (const end = performance.now() + 2_000; performance.now() < end;) fs.writeSync(3, line);
    return 'told';
  },
  'leave a transaction open': ({ ctx, deps }) =>
    new Promise((resolve) => {
      deps.db
        .tenant(ctx, async (tx) => {
          await tx.rows('select 1 from licences.licence');
          resolve('left');
          return new Promise<void>(() => {});
        })
        .catch(() => {});
    }),
  'an open transaction and then the end': async ({ ctx, deps }) =>
    deps.db.tenant(ctx, async (tx) => {
      await tx.run(
        `insert into licences.licence (tenant_id, id, number) values ($1, gen_random_uuid(), '99999999999999')`,
        [tx.tenant],
      );
      process.exit(4);
    }),
};

import { systemDb } from '../../src/db/role-db.ts';
import { z } from 'zod';
import {
  contribute,
  createExtensionPoint,
  crud,
  db,
  definePlugin,
  event,
  events,
  get,
  hook,
  job,
  jobs,
  newId,
  on,
  pluginToken,
  post,
  provide,
  scheduled,
  tenantHook,
  type Context,
  type Db,
  type Events,
  type Jobs,
  type PluginManifest,
} from '../../src/index.ts';

export type Trouble = 'throws' | 'hangs';

const never = (): Promise<never> => new Promise(() => {});
const goWrong = (trouble: Trouble, where: string): Promise<never> =>
  trouble === 'hangs' ? never() : Promise.reject(new Error(`${where} threw`));

const ok = z.object({ ok: z.boolean() });
const idle = async () => ({ default: async () => {} });
const answering = async () => ({ default: async () => ({ ok: true }) });

/** A plugin that does nothing wrong, with one route. */
const plain = (id: string, rest: Partial<PluginManifest> = {}): PluginManifest =>
  definePlugin({
    id,
    name: id,
    version: '1.0.0',
    hostApi: '^1.0.0',
    permissions: crud(`${id}.thing`, 'things'),
    ...rest,
    routes: [
      get('/ping', {
        summary: 'Answers',
        permission: `${id}.thing.read`,
        about: 'entities',
        reply: ok,
        load: answering,
      }),
      ...(rest.routes ?? []),
    ],
  });

const spot = createExtensionPoint<{ readonly size: number }>('steady.spot', {
  validate: ({ size }) =>
    size > 0 ? [] : [{ path: 'size', expected: 'a positive number', received: String(size) }],
});
export const struck = event('steady.struck', z.object({}));
export const struckTwice = event('steady.struck-twice', z.object({}));
const stopped: string[] = [];
/** Ids of the plugins whose stop hook ran, in order. */
export const stopOrder = (): readonly string[] => stopped;

/** The one that must go on serving whatever the others do. */
export const steady = plain('steady', {
  extensionPoints: [spot],
  data: { migrations: new URL('../notes/migrations/', import.meta.url) },
  routes: [
    post('/strike', {
      summary: 'Emits an event and puts a job of its own in the queue',
      permission: 'steady.thing.create',
      about: 'entities',
      reply: ok,
      deps: { events, jobs },
      load: async () => ({
        default: async ({ ctx, deps }: { ctx: Context; deps: { events: Events; jobs: Jobs } }) => {
          await deps.events.emit(ctx, struck, 'bell', {});
          await deps.events.emit(ctx, struckTwice, 'bell', {});
          await deps.jobs.enqueue(ctx, { name: 'steady.work' }, {});
          return { ok: true };
        },
      }),
    }),
  ],
  jobs: [job('steady.work', { load: async () => ({ default: async () => {} }) })],
  events: { emits: [struck, struckTwice] },
  metrics: tenantHook({
    load: async () => ({ default: async () => [{ name: 'steady_gauge', help: 'A gauge', value: 7 }] }),
  }),
  stop: hook({ load: async () => ({ default: async () => void stopped.push('steady') }) }),
});

const needsSteady = { steady: '^1.0.0' };

/** Plugins that fail before they are ready, by what fails. */
export const unfit = (trouble: Trouble): Readonly<Record<string, PluginManifest>> => ({
  contribution: plain(`contribution-${trouble}`, {
    requires: needsSteady,
    contributes: [contribute(spot, () => goWrong(trouble, 'the contribution'))],
  }),
  start: plain(`start-${trouble}`, {
    start: hook({ load: async () => ({ default: () => goWrong(trouble, 'the start') }) }),
  }),
  'start import': plain(`start-import-${trouble}`, {
    start: hook({ load: () => goWrong(trouble, 'the import') }),
  }),
  migration: plain(`migration-${trouble}`, {
    data: { migrations: new URL(`./${trouble}/`, import.meta.url) },
  }),
});

/** What the owner of a point refuses, and what cannot even be read. */
export const refused: readonly PluginManifest[] = [
  plain('refused', {
    requires: needsSteady,
    contributes: [contribute(spot, async () => ({ default: { size: -1 } }))],
  }),
  plain('unread', { data: { migrations: new URL('./never-loads/', import.meta.url) } }),
  plain('no-folder', { data: { migrations: new URL('./nowhere/', import.meta.url) } }),
  plain('dependant', { requires: { 'start-throws': '^1.0.0' } }),
  plain('dependant-of-dependant', { requires: { dependant: '^1.0.0' } }),
];

/** Plugins that are ready, and fail when they are used. */
export const unreliable = (trouble: Trouble): PluginManifest => {
  const id = `unreliable-${trouble}`;
  const made = pluginToken<string>(`${id}.made`);
  const fail = (where: string) => async () => ({ default: () => goWrong(trouble, where) });
  return plain(id, {
    requires: needsSteady,
    data: { migrations: new URL('../notes/migrations/', import.meta.url) },
    routes: [
      get('/handler', {
        summary: 'Fails',
        permission: `${id}.thing.read`,
        about: 'entities',
        reply: ok,
        load: fail('the handler'),
      }),
      get('/import', {
        summary: 'Cannot be loaded',
        permission: `${id}.thing.read`,
        about: 'entities',
        reply: ok,
        load: () => goWrong(trouble, 'the import'),
      }),
      post('/write', {
        summary: 'Writes, then fails',
        permission: `${id}.thing.create`,
        about: 'entities',
        reply: ok,
        deps: { db },
        load: async () => ({
          default: async ({ ctx, deps }: { ctx: Context; deps: { db: Db } }) => {
            const write = (text: string) =>
              deps.db.tenant(ctx, (tx) =>
                tx.run(`insert into ${id.replace('-', '_')}.note (tenant_id, id, text) values ($1, $2, $3)`, [
                  ctx.tenant,
                  newId(),
                  text,
                ]),
              );
            await write('before');
            if (trouble === 'throws') throw new Error('the handler threw');
            await new Promise((resolve) => setTimeout(resolve, 3_500));
            await write('after everybody left').catch(() => undefined);
            return { ok: true };
          },
        }),
      }),
    ],
    services: [provide(made, { load: fail('the factory') })],
    jobs: [
      job(`${id}.work`, { retries: 0, timeoutMs: 200, load: fail('the job') }),
      job(`${id}.imported`, { retries: 0, timeoutMs: 200, load: () => goWrong(trouble, 'the import') }),
      job(`${id}.served`, { retries: 0, timeoutMs: 200, deps: { made }, load: idle }),
    ],
    events: {
      on: [
        on(struck, { load: fail('the consumer') }),
        on(struckTwice, { load: () => goWrong(trouble, 'the import of the consumer') }),
      ],
    },
    health: hook({ load: fail('the health check') }),
    metrics: tenantHook({ load: fail('the gauge') }),
    stop: hook({ load: fail('the stop') }),
  });
};

/** Asks at its start for what reaches every tenant. */
export const greedy = plain('greedy', {
  start: hook({
    deps: { everywhere: systemDb },
    load: async () => ({ default: async () => Promise.reject(new Error('it was given the handle')) }),
  }),
});

/** Would make every auditor an administrator. */
export const usurper = plain('usurper', {
  roles: [
    {
      key: 'auditor',
      name: 'Auditor',
      description: '',
      permissions: ['core.plugin.update', 'core.plugin.read'],
    },
  ],
});

/** Its gauges cannot be shown: a name that the host has, one that is none, labels that change. */
export const garbage = plain('garbage', {
  metrics: tenantHook({
    load: async () => ({
      default: async () => [
        { name: 'api_request_duration_seconds', help: 'Taken', value: 1 },
        { name: 'not a name!', help: 'Malformed', value: 1 },
        { name: 'garbage_gauge', help: 'Labels', value: 1 },
        { name: 'garbage_gauge', help: 'Labels', value: 1, labels: { colour: 'red' } },
        { name: 'garbage_gauge_two', help: 'No number', value: Number('x') },
      ],
    }),
  }),
});

/** It has a gauge for the first tenant that it is asked for, and never comes to the next. */
export const halfWay = (): PluginManifest => {
  let asked = 0;
  return plain('half-way', {
    metrics: tenantHook({
      load: async () => ({
        default: async () =>
          asked++ > 0 ? never() : [{ name: 'half_way_gauge', help: 'Of one tenant', value: 1 }],
      }),
    }),
  });
};

/** What only reading the manifests can find, and what a host must not trip over. */
export const malformed: readonly PluginManifest[] = [
  plain('bad-path', {
    routes: [
      get('/(', {
        summary: 'Nowhere',
        permission: 'bad-path.thing.read',
        about: 'entities',
        reply: ok,
        load: answering,
      }),
    ],
  }),
  plain('bad-address', { capabilities: { http: ['no address'] } }),
  plain('bad-cron', {
    jobs: [scheduled('bad-cron.tick', { cron: '* *', missed: 'all', perTenant: true, load: idle })],
  }),
  plain('bad-problem', { problems: [{ code: 'NOT_FOUND', status: 200, title: 'Found' }] }),
  plain('circle-one', { requires: { 'circle-two': '*' } }),
  plain('circle-two', { requires: { 'circle-one': '*' } }),
  plain('identity', { data: { migrations: new URL('../notes/migrations/', import.meta.url) } }),
];

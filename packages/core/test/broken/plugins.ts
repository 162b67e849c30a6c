/** Plugins that each break one promise, with what the kit says of them. */
import { z } from 'zod';
import {
  contribute,
  createExtensionPoint,
  db,
  get,
  hook,
  idParams,
  notFound,
  permission,
  post,
  provide,
  rawBody,
  Refusal,
  reply,
  tenantHook,
  hostToken,
  type PluginManifest,
  type Sample,
} from '../../src/index.ts';
import type { ConformanceOptions } from '../../src/testing/index.ts';
import notes from '../notes/plugin.ts';
import {
  adding,
  addThing,
  findThing,
  migrationsOf,
  NewThing,
  showing,
  sound,
  Thing,
  type Input,
} from './sound.ts';

export interface Broken {
  readonly plugin: PluginManifest;
  readonly options?: ConformanceOptions;
  /** findings, without the name of the plugin */
  readonly found: readonly string[];
}

const lazily =
  <T>(value: T) =>
  async (): Promise<{ default: T }> => ({ default: value });
const never = () => new Promise<never>(() => {});
const points = createExtensionPoint<{ readonly percent: number }>('broken.rates', {
  validate: ({ percent }) =>
    percent > 100 ? [{ path: 'percent', expected: 'at most 100', received: String(percent) }] : [],
});
const kept = new Map<string, Thing>();
const started = { times: 0 };
const timers: NodeJS.Timeout[] = [];

const table = (problem: string): string =>
  `data.migrations: expected tables that keep tenants apart and are audited, received broken.${problem}; make it with m.tenantTable`;
const key = (target: string): string =>
  `data.migrations: expected foreign keys to its own tables and to tenants, entities and people of core, received broken.thing to ${target}; keep the id, and ask the owner through its service`;
const LEAVES = 'expected a request that fails to leave nothing, received';

export const MANIFESTS: Readonly<Record<string, Broken>> = {
  'a manifest that the host would refuse': {
    plugin: sound({
      version: '1',
      permissions: [...sound().permissions!, permission('other.thing.read', 'Things')],
      ui: { entry: './ui', slots: ['instance.tabs' as 'instance.tab'] },
    }),
    found: [
      'version: expected a semantic version, received "1"',
      'permissions[4].name: expected a dotted name that begins with "broken.", received "other.thing.read"',
      'ui.slots[0]: expected a slot of the back office, received "instance.tabs"; did you mean "instance.tab"?',
    ],
  },
  'options for routes that are not there': {
    plugin: sound(),
    options: { examples: { 'post /thing': () => ({}) }, unreached: { 'get /': 'no reason' } },
    found: [
      'options.examples: expected routes of the manifest, such as "post /notes/:id", received "post /thing"',
      'options.unreached: expected routes of the manifest, such as "post /notes/:id", received "get /"',
    ],
  },
  'modules that are not there, or hold something else': {
    plugin: sound({
      extensionPoints: [points],
      services: [
        provide(hostToken<object>('broken.books'), {
          load: async () => {
            throw new Error("Cannot find module './books.ts'");
          },
        }),
      ],
      health: hook({ load: lazily({ status: 'ok' }) as never }),
      contributes: [
        contribute(points, lazily(undefined) as never),
        contribute(points, lazily({ percent: 118 })),
      ],
    }),
    found: [
      "services[0].load: expected a module that can be loaded, received Cannot find module './books.ts'",
      'health.load: expected a function as default export, received object',
      'contributes[0].load: expected a contribution to broken.rates as default export, received undefined',
      'contributes[1].percent: expected at most 100, received 118',
    ],
  },
  'migrations with two of a number, and one that the host would never run': {
    plugin: sound({ data: { migrations: migrationsOf('misnamed') } }),
    found: [
      'data.migrations: expected names such as 0001_note.ts, received 2_late.ts; the host runs no other',
      'data.migrations: expected a number of its own for each migration, received 0001_again.ts and 0001_thing.ts',
    ],
  },
  'a migration that is none': {
    plugin: sound({ data: { migrations: migrationsOf('empty') } }),
    found: [
      'data.migrations 0001_thing.ts: expected a migration as default export, received undefined; export default migration(…)',
    ],
  },
};

export const SCHEMAS: Readonly<Record<string, Broken>> = {
  'a migration that fails': {
    plugin: sound({ data: { migrations: migrationsOf('fails') } }),
    found: [
      'data.migrations 0001_thing.ts: expected a migration that runs on an empty schema, received type "nothing" does not exist',
    ],
  },
  'a table without walls': {
    plugin: sound({ data: { migrations: migrationsOf('bare') } }),
    found: [
      table('thing does not force row level security on its owner'),
      table('thing has no policy with both USING and WITH CHECK'),
      table('thing has no row level security'),
      table('thing is neither audited nor exempt with a reason'),
    ],
  },
  'a table of all tenants, and one with rows of nobody': {
    plugin: sound({ data: { migrations: migrationsOf('shared') } }),
    found: [table('rate has no tenant_id'), table('thing lets tenant_id be null')],
  },
  'keys into what is not its own': {
    plugin: sound({ requires: { notes: '^1.0.0' }, data: { migrations: migrationsOf('far') } }),
    options: { plugins: [notes] },
    found: [key('core.role'), key('notes.note')],
  },
};

export const ROUTES: Readonly<Record<string, Broken>> = {
  'a handler that throws what is no refusal': {
    plugin: sound({
      routes: [
        adding(async () => {
          throw new TypeError('text is not a function');
        }),
      ],
    }),
    found: [
      'routes[0] post /things: expected an answer or a refusal, received 500: text is not a function',
      'routes[0] post /things: expected a call that succeeds, received 500: text is not a function; give options.examples["post /things"]',
    ],
  },
  'a handler that answers with something else': {
    plugin: sound({ routes: [adding(async () => ({ id: 'thing 1', text: 'a thing' }))] }),
    found: [
      'routes[0] post /things: expected an answer or a refusal, received 500: the reply does not fit its schema: id: Invalid UUID',
      'routes[0] post /things: expected a call that succeeds, received 500: the reply does not fit its schema: id: Invalid UUID; give options.examples["post /things"]',
    ],
  },
  'a handler that says "forbidden" of what is not there': {
    plugin: sound({
      routes: [
        adding(),
        showing(async ({ ctx, params, deps }) =>
          findThing(ctx, deps, params.id).catch(() => {
            throw new Refusal('FORBIDDEN', 'Not for you.');
          }),
        ),
      ],
    }),
    found: [
      'routes[1] get /things/:id: expected 404 for an id that nobody has, received 403 FORBIDDEN: Not for you.',
    ],
  },
  'a route that no call brings to success': {
    plugin: sound({
      routes: [
        adding(async () => {
          throw notFound('shelf');
        }),
      ],
    }),
    found: [
      'routes[0] post /things: expected a call that succeeds, received 404 NOT_FOUND: There is no such shelf.; give options.examples["post /things"]',
    ],
  },
  'a route that is said to be beyond reach, and is not': {
    plugin: sound({ routes: [adding()] }),
    options: { unreached: { 'post /things': 'it needs a shelf' } },
    found: [
      'routes[0] post /things: expected no success, as options.unreached says, received 201; take it out there',
    ],
  },
  'a refusal that is returned instead of thrown': {
    plugin: sound({
      routes: [
        adding(async ({ ctx, body, deps }) => {
          const thing = await addThing(ctx, deps, body.text);
          return reply(thing, { status: 422 }) as never;
        }),
      ],
    }),
    found: [
      `routes[0] post /things: ${LEAVES} 422 and traces in broken.thing, the audit log; refuse with an error: what the handler returns is committed`,
      'routes[0] post /things: expected a call that succeeds, received 422; give options.examples["post /things"]',
    ],
  },
  'a handler that writes with a copy of its context': {
    plugin: sound({ routes: [adding(async ({ ctx, body, deps }) => addThing({ ...ctx }, deps, body.text))] }),
    found: [
      `routes[0] post /things: ${LEAVES} traces in broken.thing, the audit log; write with the context of the request itself: a copy of it has a transaction of its own`,
    ],
  },
  'an upload that leaves no act': {
    plugin: sound({
      routes: [
        post('/files', {
          summary: 'Takes a file and forgets it',
          permission: 'broken.thing.create',
          about: 'entities',
          body: rawBody('multipart/form-data', 'a file'),
          reply: z.object({ bytes: z.int() }),
          load: async () => ({
            default: async ({ request }) => {
              let bytes = 0;
              for await (const chunk of request) bytes += (chunk as Buffer).length;
              return { bytes };
            },
          }),
        }),
      ],
    }),
    found: [
      'routes[0] post /files: expected an act of broken@1.0.0 in the audit log, received nothing; write inside db.tenant(ctx, …), or call audit.record',
    ],
  },
};

const inMemory = [
  adding(async ({ ctx, body, deps }) => {
    const thing = await addThing(ctx, deps, body.text);
    kept.set(thing.id, thing);
    return thing;
  }),
  showing(async ({ params }) => {
    const thing = kept.get(params.id);
    if (!thing) throw notFound('thing');
    return thing;
  }),
];

export const TENANTS: Readonly<Record<string, Broken>> = {
  'a memory without the tenant in its key': {
    plugin: sound({ routes: inMemory }),
    found: [
      "routes[1] get /things/:id: expected nothing of another tenant's in an answer, received 200 with a text of the other tenant; name tenant_id in every statement, and keep nothing in memory without the tenant in its key",
      "routes[1] get /things/:id: expected 404 for another tenant's id, received 200",
    ],
  },
  'an answer that tells a thing of another tenant from none at all': {
    plugin: sound({
      routes: [
        inMemory[0]!,
        get('/things/:id', {
          summary: 'One thing',
          permission: 'broken.thing.read',
          about: 'entities',
          params: idParams,
          reply: Thing,
          deps: { db },
          load: lazily(async ({ ctx, params, deps }: Input & { params: { id: string } }) =>
            findThing(ctx, deps, params.id).catch((error: unknown) => {
              throw kept.has(params.id) ? new Refusal('FORBIDDEN', 'Not for you.') : error;
            }),
          ),
        }),
      ],
    }),
    found: [
      "routes[1] get /things/:id: expected the same answer to another tenant's id as to one that nobody has, received 403 FORBIDDEN: Not for you. and 404 NOT_FOUND: There is no such thing.",
    ],
  },
  'an id that is taken as it comes': {
    plugin: sound({
      routes: [
        adding(),
        post('/links', {
          summary: 'Adds a thing that belongs to another',
          permission: 'broken.thing.create',
          about: 'entities',
          body: NewThing.extend({ other: z.uuid() }),
          reply: z.object({}),
          deps: { db },
          load: lazily(async ({ ctx, body, deps }: Input & { body: { text: string; other: string } }) => {
            const { id } = await addThing(ctx, deps, body.text);
            await deps.db.tenant(ctx, (tx) =>
              tx.run('update broken.thing set other = $3 where tenant_id = $1 and id = $2', [
                ctx.tenant,
                id,
                body.other,
              ]),
            );
            return {};
          }),
        }),
      ],
    }),
    found: ['routes: expected no id of another tenant in a row, received one in broken.thing'],
  },
};

export const LIVES: Readonly<Record<string, Broken>> = {
  'a seed that fails': {
    plugin: sound(),
    options: { seed: () => Promise.reject(new Error('no shelf')) },
    found: ['options.seed: expected a seed that succeeds, received no shelf'],
  },
  'a start that never settles': {
    plugin: sound({ start: hook({ load: lazily(never) }) }),
    options: { startMs: 100 },
    found: ['start: expected a clean start, received its start did not settle within 100 ms'],
  },
  'a start that works once': {
    plugin: sound({
      start: hook({
        load: lazily(async () => {
          if (++started.times > 1) throw new Error('it runs already');
        }),
      }),
    }),
    found: ['start: expected a clean start, a second time in one process, received it runs already'],
  },
  'a stop that never settles': {
    plugin: sound({ stop: hook({ load: lazily(never) }) }),
    options: { stopMs: 100 },
    found: ['stop: expected a clean stop, received its stop did not settle within 100 ms'],
  },
  'a timer that nobody stops': {
    plugin: sound({
      start: hook({
        load: lazily(async () => {
          timers.push(setInterval(() => {}, 60_000));
        }),
      }),
    }),
    found: [
      'stop: expected nothing that the plugin opened to be open after it, received a timer of plugins.ts:LINE',
    ],
  },
  'a plugin that is down, with a gauge that is none': {
    plugin: sound({
      health: hook({ load: lazily(async () => ({ status: 'down' as const, detail: 'no key' })) }),
      metrics: tenantHook<readonly Sample[]>({
        load: lazily(async () => [{ name: 'Open things', help: 'things', value: Number.NaN }]),
      }),
    }),
    found: [
      'health: expected ok or degraded just after the start, received down: no key',
      'metrics: expected a name such as notes_open and a number, received Open things NaN',
    ],
  },
};

/** What the broken plugins left running. */
export const clearTimers = (): void => {
  for (const timer of timers) clearInterval(timer);
};

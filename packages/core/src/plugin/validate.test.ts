import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hostToken, pluginToken, requestToken } from '../container/token.ts';
import { identityDb } from '../db/role-db.ts';
import { event, on } from './event.ts';
import { contribute, createExtensionPoint } from './extension-point.ts';
import { scheduled } from './job.ts';
import { evidenceOn } from './evidence-on.ts';
import { definePlugin, hook, tenantHook, type PluginManifest } from './manifest.ts';
import { startOrder } from './order.ts';
import { permission } from './permission.ts';
import { get, type RouteDefinition } from './route.ts';
import { provide } from './service.ts';
import { db } from './services.ts';
import { addressable, describeFinding, validateManifests } from './validate.ts';

const plugin = (id: string, rest: Partial<PluginManifest> = {}): PluginManifest =>
  definePlugin({ id, name: id, version: '1.2.0', hostApi: '^1.0.0', ...rest });
const load = async () => ({ default: async () => undefined });
const nothing = async () => ({ default: () => ({}) });
const route = (path: string, permissionName?: string) =>
  ({
    ...get(path, { summary: 'x', public: 'x', load }),
    public: undefined,
    permission: permissionName,
    about: 'entities',
  }) as never;

const notes = (rest: Partial<PluginManifest> = {}): PluginManifest =>
  plugin('notes', { permissions: [permission('notes.return.read', 'See returns')], ...rest });
const role = (key: string, ...permissions: string[]) => ({ key, name: key, description: '', permissions });
const ledgerToken = hostToken<object>('ledger.books');
const ledger = plugin('ledger', {
  services: [provide(ledgerToken, { load: nothing })],
  extensionPoints: [createExtensionPoint('ledger.rates')],
  events: { emits: [event('ledger.closed', z.object({}))] },
});

/** What is wrong with some manifests, as the operator reads it. */
const messages = (...manifests: PluginManifest[]): string[] => [
  ...validateManifests(manifests).map(describeFinding),
  ...startOrder(manifests).findings.map(describeFinding),
];

const golden: readonly [what: string, manifests: readonly PluginManifest[], message: string][] = [
  [
    'a permission that is misspelt',
    [notes({ routes: [route('/returns', 'notes.retrun.read')] })],
    'plugin "notes": routes[0].permission: expected a declared permission, received "notes.retrun.read"; did you mean "notes.return.read"?',
  ],
  [
    'a route without permission',
    [notes({ routes: [route('/returns')] })],
    'plugin "notes": routes[0].permission: expected a declared permission, received nothing; or give `public` a reason',
  ],
  [
    'a route that does not say whether limits of a grant can be kept',
    [
      notes({
        routes: [{ ...(route('/returns', 'notes.return.read') as RouteDefinition), about: undefined }],
      }),
    ],
    'plugin "notes": routes[0].about: expected "entities" or "tenant", received nothing',
  ],
  [
    'a public route that names no tenant',
    [notes({ routes: [get('/feed', { summary: 'x', public: 'x', load })] })],
    'plugin "notes": routes[0].path: expected a path that begins with "/:tenant/", since no token names one, received "/feed"',
  ],
  [
    'path parameters without a schema',
    [notes({ routes: [route('/returns/:id', 'notes.return.read')] })],
    'plugin "notes": routes[0].params: expected a schema of the path parameters, received nothing',
  ],
  [
    'a path that is none',
    [notes({ routes: [route('returns(', 'notes.return.read')] })],
    'plugin "notes": routes[0].path: expected a path such as /returns/:id, received "returns("',
  ],
  [
    'a key that is misspelt',
    [notes({ permisions: [] } as never)],
    'plugin "notes": permisions: expected a key of the manifest, received "permisions"; did you mean "permissions"?',
  ],
  [
    'a plugin that is missing',
    [plugin('tasks', { requires: { legder: '^1.0.0' } }), ledger],
    'plugin "tasks": requires.legder: expected an installed plugin, received "legder"; did you mean "ledger"?',
  ],
  [
    'a version that does not fit',
    [plugin('tasks', { requires: { ledger: '^2.0.0' } }), ledger],
    'plugin "tasks": requires.ledger: expected a range that contains 1.2.0, received "^2.0.0"',
  ],
  [
    'a range that is none',
    [plugin('tasks', { requires: { ledger: 'newest' } }), ledger],
    'plugin "tasks": requires.ledger: expected a range that contains 1.2.0, received "newest"',
  ],
  [
    'another host API',
    [plugin('tasks', { hostApi: '^2.0.0' })],
    'plugin "tasks": hostApi: expected a range that contains this host\'s 1.1.0, received "^2.0.0"; use a plugin version made for this host',
  ],
  [
    'a version that is none',
    [plugin('tasks', { version: '1' })],
    'plugin "tasks": version: expected a semantic version, received "1"',
  ],
  [
    'a circle',
    [
      plugin('a', { requires: { b: '*' } }),
      plugin('b', { requires: { c: '*' } }),
      plugin('c', { requires: { a: '*' } }),
    ],
    'plugin "a": requires: expected no circle, received a → b → c → a',
  ],
  [
    'one id twice',
    [plugin('tasks'), plugin('tasks')],
    'plugin "tasks": id: expected an id of its own, received "tasks"',
  ],
  [
    'a malformed id',
    [plugin('TASKS')],
    'plugin "TASKS": id: expected lower-case letters, digits and hyphens, at most 31, received "TASKS"',
  ],
  [
    'a service of a plugin that it does not require',
    [
      notes({
        start: undefined as never,
        services: [provide(hostToken('notes.x'), { deps: { books: ledgerToken }, load: nothing })],
      }),
      ledger,
    ],
    'plugin "notes": services[0].deps.books: expected a service of the host or of a required plugin, received "ledger.books"; add "ledger" to requires',
  ],
  [
    'a service that nobody provides',
    [
      notes({
        requires: { ledger: '*' },
        services: [
          provide(hostToken('notes.x'), { deps: { books: hostToken('ledger.boks') }, load: nothing }),
        ],
      }),
      ledger,
    ],
    'plugin "notes": services[0].deps.books: expected a service that "ledger" provides, received "ledger.boks"',
  ],
  [
    "one of core's own handles",
    [notes({ services: [provide(hostToken('notes.x'), { deps: { people: identityDb }, load: nothing })] })],
    'plugin "notes": services[0].deps.people: expected a service that plugins may use, received "core.identity-db"',
  ],
  [
    "another's token",
    [notes({ services: [provide(hostToken('ledger.mine'), { load: nothing })] })],
    'plugin "notes": services[0].token: expected a token of "notes", received "ledger.mine"',
  ],
  [
    'a host service that asks for one of a request',
    [
      notes({
        services: [
          provide(hostToken('notes.long'), {
            deps: { user: requestToken('notes.user') } as never,
            load: nothing,
          }),
          provide(requestToken('notes.user'), { load: nothing }),
        ],
      }),
    ],
    'plugin "notes": services[0].deps.user: expected a service that lives as long as notes.long (host), received "notes.user (request)"',
  ],
  [
    'a host service that asks for one of a plugin',
    [notes({ services: [provide(hostToken('notes.long'), { deps: { db } as never, load: nothing })] })],
    'plugin "notes": services[0].deps.db: expected a service that lives as long as notes.long (host), received "core.db (plugin)"',
  ],
  [
    'a point of a plugin that it does not require',
    [notes({ contributes: [contribute(createExtensionPoint('ledger.rates'), nothing)] }), ledger],
    'plugin "notes": contributes[0]: expected a point of a required plugin, received "ledger.rates"; add "ledger" to requires',
  ],
  [
    'a point that is misspelt',
    [
      notes({
        requires: { ledger: '*' },
        contributes: [contribute(createExtensionPoint('ledger.rate'), nothing)],
      }),
      ledger,
    ],
    'plugin "notes": contributes[0]: expected a point that "ledger" declares, received "ledger.rate"; did you mean "ledger.rates"?',
  ],
  [
    'an event that is misspelt',
    [
      notes({
        requires: { ledger: '*' },
        events: { on: [on(event('ledger.clsoed', z.object({})), { load })] },
      }),
      ledger,
    ],
    'plugin "notes": events.on[0].event: expected an event that "ledger" emits, received "ledger.clsoed"; did you mean "ledger.closed"?',
  ],
  [
    "a name in another plugin's space",
    [notes({ permissions: [permission('tasks.return.read', 'x')] })],
    'plugin "notes": permissions[0].name: expected a dotted name that begins with "notes.", received "tasks.return.read"',
  ],
  [
    'a schedule that is none',
    [
      notes({
        jobs: [scheduled('notes.tick', { cron: '0 25 * * *', missed: 'all', perTenant: true, load })],
      }),
    ],
    'plugin "notes": jobs[0].cron: expected five fields of a cron expression, received "0 25 * * *"',
  ],
  [
    'a service of core that a hook is not offered',
    [notes({ start: hook({ deps: { people: identityDb }, load: nothing as never }) })],
    'plugin "notes": start.deps.people: expected a service that plugins may use, received "core.identity-db"',
  ],
  [
    'the same where it measures itself',
    [notes({ metrics: tenantHook({ deps: { people: identityDb }, load: nothing as never }) })],
    'plugin "notes": metrics.deps.people: expected a service that plugins may use, received "core.identity-db"',
  ],
  [
    'a token that only has the name of an offered one',
    [notes({ health: hook({ deps: { db: pluginToken('core.db') }, load: nothing as never }) })],
    'plugin "notes": health.deps.db: expected a service that plugins may use, received "core.db"',
  ],
  [
    "a role that takes the place of core's",
    [notes({ roles: [role('auditor')] })],
    'plugin "notes": roles[0].key: expected a key that core does not use, received "auditor"',
  ],
  [
    "a role that takes the place of another plugin's",
    [plugin('tasks', { roles: [role('clerk')] }), notes({ roles: [role('clerk')] })],
    'plugin "notes": roles[0].key: expected a key of its own, received "clerk"',
  ],
  [
    'a role whose permission is misspelt',
    [notes({ roles: [role('clerk', 'core.entity.read', 'notes.return.raed')] })],
    'plugin "notes": roles[0].permissions[1]: expected a declared permission, received "notes.return.raed"; did you mean "notes.return.read"?',
  ],
  [
    'a role of the tenant with a permission of operators',
    [notes({ roles: [role('clerk', 'operator.tenant.create')] })],
    'plugin "notes": roles[0].permissions[0]: expected a declared permission, received "operator.tenant.create"',
  ],
  [
    'a dimension that another plugin has',
    [
      plugin('tasks', { dimensions: [{ name: 'family', label: 'Family' }] }),
      notes({ dimensions: [{ name: 'family', label: 'Family' }] }),
    ],
    'plugin "notes": dimensions[0].name: expected a name of its own, received "family"',
  ],
  [
    'a kind of subject that another plugin has',
    [
      plugin('tasks', {
        evidence: [evidenceOn('return', { load: async () => ({ default: load as never }) })],
      }),
      notes({ evidence: [evidenceOn('return', { load: async () => ({ default: load as never }) })] }),
    ],
    'plugin "notes": evidence[0].subjectType: expected a type of its own, received "return"',
  ],
  [
    'an address without a scheme',
    [notes({ capabilities: { http: ['api.example.in'] } })],
    'plugin "notes": capabilities.http[0]: expected an address such as https://api.example.in, without path, query or user, received "api.example.in"',
  ],
  [
    'an address with a path',
    [notes({ capabilities: { http: ['https://api.example.in/v1'] } })],
    'plugin "notes": capabilities.http[0]: expected an address such as https://api.example.in, without path, query or user, received "https://api.example.in/v1"',
  ],
  [
    'an address in both lists',
    [notes({ capabilities: { http: ['https://a.example'], privateHttp: ['https://a.example'] } })],
    'plugin "notes": capabilities.privateHttp[0]: expected an address that stands in one list, received "https://a.example"',
  ],
  [
    'a secret whose name cannot stand in an address',
    [notes({ capabilities: { secrets: ['My Secret'] } })],
    'plugin "notes": capabilities.secrets[0]: expected lower-case letters, digits and hyphens, received "My Secret"',
  ],
];

describe('validateManifests', () => {
  it.each(golden)('names %s', (_what, manifests, message) => {
    expect(messages(...manifests)).toContain(message);
  });

  it.each(['identity', 'system', 'plugins', 'sealer', 'owner', 'login', 'public', 'bullmq', 'pg-x'])(
    'keeps the id %s, whose role or schema is not for a plugin',
    (id) => {
      expect(messages(plugin(id))).toEqual([
        `plugin "${id}": id: expected an id that is not reserved for the host, received "${id}"`,
      ]);
    },
  );

  it('keeps the addresses of core', () => {
    const core = plugin('core', { routes: [route('/entities', 'x')] });
    expect(messages(core, plugin('entities')).filter((text) => text.includes('reserved'))).toHaveLength(1);
  });

  it('blames for a name the plugin that came later', () => {
    const [tasks, later] = ['tasks', 'notes'].map((id) => plugin(id, { roles: [role('clerk')] }));
    expect(validateManifests([tasks!, later!]).map(({ plugin: id }) => id)).toEqual(['notes']);
  });

  it('reports everything at once', () => {
    const findings = messages(
      notes({
        version: 'x',
        requires: { nobody: '*' },
        routes: [route('returns'), route('/returns', 'notes.x.y')],
      }),
    );
    expect(findings).toHaveLength(5);
  });

  it('finds nothing wrong with what is right', () => {
    expect(messages(ledger, notes({ requires: { ledger: '^1.0.0' } }))).toEqual([]);
  });
});

describe('addressable', () => {
  it('leaves out what no address can lead to', () => {
    const manifest = notes({
      routes: [route('/returns', 'notes.return.read'), route('(', 'notes.return.read')],
    });
    expect(addressable(manifest).routes?.map(({ path }) => path)).toEqual(['/returns']);
    expect(addressable(plugin('a/b', { routes: [route('/returns')] })).routes).toEqual([]);
  });
});

describe('startOrder', () => {
  it('puts each plugin after those it requires', () => {
    const c = plugin('c', { requires: { b: '*', a: '*' } });
    const b = plugin('b', { requires: { a: '*' } });
    expect(startOrder([c, b, plugin('a')]).ordered.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('a token', () => {
  it('carries its id and how long it lives', () => {
    expect([pluginToken('a.b').tokenId, pluginToken('a.b').scope]).toEqual(['a.b', 'plugin']);
  });
});

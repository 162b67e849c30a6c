import semver from 'semver';
import { z } from 'zod';
import type { Deps } from '../container/token.ts';
import { HOST_API, SLOTS, type PluginManifest } from './manifest.ts';
import { RESERVED_IDS } from '../db/roles.ts';
import { checkCron } from '../jobs/occurrences.ts';
import { AUDITOR, TENANT_ADMINISTRATOR } from '../access/built-in-roles.ts';
import { CORE_PERMISSIONS, isOperatorPermission } from '../access/permissions.ts';
import { SECRET_NAME } from '../secrets/names.ts';
import { nearest } from './nearest.ts';
import { OFFERED } from './offered.ts';
import { OWN_PROFILE } from './permission.ts';
import { ABOUT } from './route.ts';

/** One thing that is wrong with a manifest, with blame. */
export interface Finding {
  readonly plugin: string;
  readonly path: string;
  readonly expected: string;
  readonly received: string;
  readonly remedy?: string;
}

export const describeFinding = ({ plugin, path, expected, received, remedy }: Finding): string =>
  `plugin "${plugin}": ${path}: expected ${expected}, received ${received}${remedy ? `; ${remedy}` : ''}`;

const ID = /^[a-z][a-z0-9-]{0,30}$/;
const PATH = /^(\/[a-z0-9-]+|\/:[a-zA-Z]+)+$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BUILT_IN_ROLES: ReadonlySet<string> = new Set([TENANT_ADMINISTRATOR, AUDITOR]);
/** A public route of a plugin: what is off for the tenant it names is absent. */
const OF_A_TENANT = /^\/:tenant\//;
const NAME = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/;

const show = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value);

/** Everything that is wrong with the manifests, taken together. One run reports all of it. */
export const validateManifests = (manifests: readonly PluginManifest[]): readonly Finding[] => {
  const byId = new Map(manifests.map((manifest) => [manifest.id, manifest]));
  return manifests.flatMap((manifest) => [
    ...identity(manifest, manifests),
    ...requirements(manifest, byId),
    ...names(manifest),
    ...roles(manifest, manifests, byId),
    ...dimensions(manifest, manifests),
    ...evidence(manifest, manifests),
    ...declarations(manifest),
    ...routes(manifest, byId),
    ...services(manifest, byId),
    ...contributions(manifest, byId),
    ...subscriptions(manifest, byId),
  ]);
};

/** The manifest with those routes that an address can lead to: of one that is quarantined, the others stand nowhere. */
export const addressable = (manifest: PluginManifest): PluginManifest => ({
  ...manifest,
  routes: ID.test(manifest.id) ? (manifest.routes ?? []).filter(({ path }) => PATH.test(path)) : [],
});

type Report = (path: string, expected: string, received: unknown, remedy?: string) => Finding;

const reporter =
  (manifest: PluginManifest): Report =>
  (path, expected, received, remedy) => ({
    plugin: String(manifest.id),
    path,
    expected,
    received: show(received),
    ...(remedy === undefined ? {} : { remedy }),
  });

const identity = (manifest: PluginManifest, all: readonly PluginManifest[]): Finding[] => {
  const at = reporter(manifest);
  const found: Finding[] = [];
  if (!ID.test(manifest.id))
    found.push(at('id', 'lower-case letters, digits and hyphens, at most 31', manifest.id));
  if (RESERVED_IDS.has(manifest.id) || manifest.id.startsWith('pg-') || isPathOfCore(manifest, all))
    found.push(at('id', 'an id that is not reserved for the host', manifest.id));
  if (all.filter(({ id }) => id === manifest.id).length > 1)
    found.push(at('id', 'an id of its own', manifest.id));
  if (!semver.valid(manifest.version)) found.push(at('version', 'a semantic version', manifest.version));
  if (!semver.validRange(manifest.hostApi)) {
    found.push(at('hostApi', 'a range of versions', manifest.hostApi));
  } else if (!semver.satisfies(HOST_API, manifest.hostApi)) {
    found.push(
      at(
        'hostApi',
        `a range that contains this host's ${HOST_API}`,
        manifest.hostApi,
        'use a plugin version made for this host',
      ),
    );
  }
  const known = new Set<string>(MANIFEST_KEYS);
  for (const key of Object.keys(manifest)) {
    if (known.has(key)) continue;
    found.push(at(key, 'a key of the manifest', key, suggestion(key, MANIFEST_KEYS)));
  }
  return found;
};

/** `/v1/<plugin>` would hide behind a route of core. */
const isPathOfCore = ({ id }: PluginManifest, all: readonly PluginManifest[]): boolean =>
  (all.find((manifest) => manifest.id === 'core')?.routes ?? []).some(
    ({ path }) => path.split('/')[1] === id,
  );

const isOrigin = (address: unknown): boolean => {
  const url = typeof address === 'string' ? URL.parse(address) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === String(address).replace(/\/$/, '');
};

/** What a client of the host is limited to, and when a schedule runs, as far as the text says it. */
const declarations = (manifest: PluginManifest): Finding[] => {
  const at = reporter(manifest);
  const { http = [], privateHttp = [], secrets = [] } = manifest.capabilities ?? {};
  const addresses = (['http', 'privateHttp'] as const).flatMap((key) =>
    (manifest.capabilities?.[key] ?? []).flatMap((address, i) =>
      isOrigin(address)
        ? []
        : [
            at(
              `capabilities.${key}[${i}]`,
              'an address such as https://api.example.in, without path, query or user',
              address,
            ),
          ],
    ),
  );
  const both = privateHttp.flatMap((address, i) =>
    http.includes(address)
      ? [at(`capabilities.privateHttp[${i}]`, 'an address that stands in one list', address)]
      : [],
  );
  const secretNames = secrets.flatMap((name, i) => [
    ...(SECRET_NAME.test(name)
      ? []
      : [at(`capabilities.secrets[${i}]`, 'lower-case letters, digits and hyphens', name)]),
    ...(secrets.indexOf(name) < i
      ? [at(`capabilities.secrets[${i}]`, 'a name that stands here once', name)]
      : []),
  ]);
  const schedules = (manifest.jobs ?? []).flatMap(({ schedule }, i) => {
    try {
      if (schedule) checkCron(schedule.cron);
      return [];
    } catch {
      return [at(`jobs[${i}].cron`, 'five fields of a cron expression', schedule?.cron)];
    }
  });
  const { host } = manifest.config ?? {};
  const settings =
    host === undefined || host instanceof z.ZodObject
      ? []
      : [at('config.host', 'an object, each key of which is a variable', host.type)];
  const slots = (manifest.ui?.slots ?? []).flatMap((slot, i) =>
    SLOTS.includes(slot)
      ? []
      : [at(`ui.slots[${i}]`, 'a slot of the back office', slot, suggestion(slot, SLOTS))],
  );
  return [...addresses, ...both, ...secretNames, ...schedules, ...settings, ...slots];
};

const MANIFEST_KEYS = [
  'id',
  'name',
  'version',
  'hostApi',
  'requires',
  'capabilities',
  'config',
  'permissions',
  'roles',
  'dimensions',
  'problems',
  'data',
  'services',
  'extensionPoints',
  'contributes',
  'routes',
  'jobs',
  'events',
  'evidence',
  'ui',
  'start',
  'stop',
  'health',
  'metrics',
  'isolated',
  'critical',
] as const satisfies readonly (keyof PluginManifest)[];

const suggestion = (word: string, among: Iterable<string>): string | undefined => {
  const close = nearest(word, among);
  return close === undefined ? undefined : `did you mean "${close}"?`;
};

const requirements = (manifest: PluginManifest, byId: ReadonlyMap<string, PluginManifest>): Finding[] => {
  const at = reporter(manifest);
  return Object.entries(manifest.requires ?? {}).flatMap(([id, range]) => {
    const required = byId.get(id);
    if (!required) return [at(`requires.${id}`, 'an installed plugin', id, suggestion(id, byId.keys()))];
    if (!semver.satisfies(required.version, range))
      return [at(`requires.${id}`, `a range that contains ${required.version}`, range)];
    return [];
  });
};

/** Names begin with the plugin, so that two plugins never declare one name. */
const names = (manifest: PluginManifest): Finding[] => {
  const at = reporter(manifest);
  const own = (path: string, name: string): Finding[] =>
    NAME.test(name) && (manifest.id === 'core' || name.startsWith(`${manifest.id}.`))
      ? []
      : [at(path, `a dotted name that begins with "${manifest.id}."`, name)];
  const twice = (path: string, all: readonly string[]): Finding[] =>
    all.flatMap((name, index) =>
      all.indexOf(name) < index ? [at(`${path}[${index}]`, 'a name that is declared once', name)] : [],
    );
  const permissions = (manifest.permissions ?? []).map(({ name }) => name);
  const jobs = (manifest.jobs ?? []).map(({ name }) => name);
  const events = (manifest.events?.emits ?? []).map(({ name }) => name);
  const points = (manifest.extensionPoints ?? []).map(({ id }) => id);
  return [
    ...permissions.flatMap((name, i) => own(`permissions[${i}].name`, name)),
    ...jobs.flatMap((name, i) => own(`jobs[${i}].name`, name)),
    ...events.flatMap((name, i) => own(`events.emits[${i}].name`, name)),
    ...points.flatMap((name, i) => own(`extensionPoints[${i}].id`, name)),
    ...twice('permissions', permissions),
    ...twice('jobs', jobs),
    ...twice('events.emits', events),
    ...twice(
      'routes',
      (manifest.routes ?? []).map(({ method, path }) => `${method} ${path}`),
    ),
  ];
};

const KEY = /^[a-z][a-z0-9-]{0,59}$/;

/** What only one plugin of a portal can be called. Of two, the one that comes later is at fault. */
const isTaken = (
  name: string,
  manifest: PluginManifest,
  all: readonly PluginManifest[],
  namesOf: (manifest: PluginManifest) => readonly string[],
): boolean =>
  all.slice(0, all.indexOf(manifest)).some((other) => namesOf(other).includes(name)) ||
  namesOf(manifest).filter((own) => own === name).length > 1;

/** A template is made of permissions that exist where its plugin is on, and takes no other role's place. */
const roles = (
  manifest: PluginManifest,
  all: readonly PluginManifest[],
  byId: ReadonlyMap<string, PluginManifest>,
): Finding[] => {
  const at = reporter(manifest);
  const owners = [manifest, ...Object.keys(manifest.requires ?? {}).flatMap((id) => byId.get(id) ?? [])];
  const declared = new Set(
    [...CORE_PERMISSIONS, ...owners.flatMap(({ permissions = [] }) => permissions)]
      .map(({ name }) => name)
      .filter((name) => !isOperatorPermission(name)),
  );
  return (manifest.roles ?? []).flatMap(({ key, permissions }, i) => [
    ...(KEY.test(key) && !UUID.test(key)
      ? []
      : [at(`roles[${i}].key`, 'lower-case letters, digits and hyphens', key)]),
    ...(BUILT_IN_ROLES.has(key) ? [at(`roles[${i}].key`, 'a key that core does not use', key)] : []),
    ...(isTaken(key, manifest, all, (of) => (of.roles ?? []).map((role) => role.key))
      ? [at(`roles[${i}].key`, 'a key of its own', key)]
      : []),
    ...permissions.flatMap((name, j) =>
      declared.has(name)
        ? []
        : [at(`roles[${i}].permissions[${j}]`, 'a declared permission', name, suggestion(name, declared))],
    ),
  ]);
};

const dimensions = (manifest: PluginManifest, all: readonly PluginManifest[]): Finding[] => {
  const at = reporter(manifest);
  return (manifest.dimensions ?? []).flatMap(({ name, values }, i) => [
    ...(KEY.test(name) && name !== 'entity'
      ? []
      : [at(`dimensions[${i}].name`, 'lower-case letters, digits and hyphens, and not "entity"', name)]),
    ...(isTaken(name, manifest, all, (of) => (of.dimensions ?? []).map((dimension) => dimension.name))
      ? [at(`dimensions[${i}].name`, 'a name of its own', name)]
      : []),
    ...(values ?? []).flatMap(({ value }, j) =>
      value !== '' && values?.findIndex((other) => other.value === value) === j
        ? []
        : [at(`dimensions[${i}].values[${j}]`, 'a value that stands here once', value)],
    ),
  ]);
};

const evidence = (manifest: PluginManifest, all: readonly PluginManifest[]): Finding[] => {
  const at = reporter(manifest);
  return (manifest.evidence ?? []).flatMap(({ subjectType }, i) => [
    ...(KEY.test(subjectType)
      ? []
      : [at(`evidence[${i}].subjectType`, 'lower-case letters, digits and hyphens', subjectType)]),
    ...(isTaken(subjectType, manifest, all, (of) => (of.evidence ?? []).map((on) => on.subjectType))
      ? [at(`evidence[${i}].subjectType`, 'a type of its own', subjectType)]
      : []),
  ]);
};

/** A route may ask for a permission of its own plugin or of one that is required: its roles need not be told twice. */
const routes = (manifest: PluginManifest, byId: ReadonlyMap<string, PluginManifest>): Finding[] => {
  const at = reporter(manifest);
  const owners = [manifest, ...Object.keys(manifest.requires ?? {}).flatMap((id) => byId.get(id) ?? [])];
  const declared = new Set([
    ...owners.flatMap(({ permissions = [] }) => permissions.map(({ name }) => name)),
    OWN_PROFILE,
  ]);
  return (manifest.routes ?? []).flatMap((route, i) => {
    const found: Finding[] = [];
    if (!PATH.test(route.path))
      found.push(at(`routes[${i}].path`, 'a path such as /returns/:id', route.path));
    if (route.path.includes(':') && !route.params)
      found.push(at(`routes[${i}].params`, 'a schema of the path parameters', undefined));
    if (route.public && manifest.id !== 'core' && !OF_A_TENANT.test(route.path))
      found.push(
        at(`routes[${i}].path`, 'a path that begins with "/:tenant/", since no token names one', route.path),
      );
    if (route.permission === undefined && !route.public) {
      found.push(
        at(`routes[${i}].permission`, 'a declared permission', route.permission, 'or give `public` a reason'),
      );
    } else if (route.permission !== undefined && !declared.has(route.permission)) {
      found.push(
        at(
          `routes[${i}].permission`,
          'a declared permission',
          route.permission,
          suggestion(route.permission, declared),
        ),
      );
    } else if (needsAbout(route.permission) && !ABOUT.some((known) => known === route.about)) {
      found.push(at(`routes[${i}].about`, ABOUT.map(show).join(' or '), route.about));
    }
    return found;
  });
};

const needsAbout = (permission: string | undefined): boolean =>
  permission !== undefined && permission !== OWN_PROFILE && !isOperatorPermission(permission);

/** A plugin may use services of the host, of its own, and of the plugins it requires. */
const services = (manifest: PluginManifest, byId: ReadonlyMap<string, PluginManifest>): Finding[] => {
  if (manifest.id === 'core') return [];
  const at = reporter(manifest);
  const reachable = new Set(['core', manifest.id, ...Object.keys(manifest.requires ?? {})]);
  const check = (path: string, deps: Deps): Finding[] =>
    Object.entries(deps).flatMap(([key, token]) => {
      const owner = token.tokenId.split('.')[0] ?? '';
      if (!reachable.has(owner))
        return [
          at(
            `${path}.deps.${key}`,
            'a service of the host or of a required plugin',
            token.tokenId,
            `add "${owner}" to requires`,
          ),
        ];
      if (owner === 'core' && !OFFERED.has(token))
        return [at(`${path}.deps.${key}`, 'a service that plugins may use', token.tokenId)];
      const provider = byId.get(owner);
      if (
        owner !== 'core' &&
        provider &&
        !(provider.services ?? []).some((service) => service.token.tokenId === token.tokenId)
      ) {
        return [at(`${path}.deps.${key}`, `a service that "${owner}" provides`, token.tokenId)];
      }
      return [];
    });
  return [
    ...(manifest.routes ?? []).flatMap((route, i) => check(`routes[${i}]`, route.deps)),
    ...(manifest.jobs ?? []).flatMap((job, i) => check(`jobs[${i}]`, job.deps)),
    ...(manifest.events?.on ?? []).flatMap((subscription, i) => check(`events.on[${i}]`, subscription.deps)),
    ...(manifest.evidence ?? []).flatMap((on, i) => check(`evidence[${i}]`, on.deps)),
    ...HOOKS.flatMap((hook) => check(hook, manifest[hook]?.deps ?? {})),
    ...(manifest.services ?? []).flatMap((service, i) => [
      ...check(`services[${i}]`, service.deps),
      ...(service.token.tokenId.startsWith(`${manifest.id}.`)
        ? []
        : [at(`services[${i}].token`, `a token of "${manifest.id}"`, service.token.tokenId)]),
      ...Object.entries(service.deps).flatMap(([key, token]) =>
        LIFE[token.scope] > LIFE[service.token.scope]
          ? [
              at(
                `services[${i}].deps.${key}`,
                `a service that lives as long as ${service.token.tokenId} (${service.token.scope})`,
                `${token.tokenId} (${token.scope})`,
              ),
            ]
          : [],
      ),
    ]),
  ];
};

/** Code of a plugin that the host runs by itself. */
const HOOKS = ['start', 'stop', 'health', 'metrics'] as const;

const LIFE = { host: 0, plugin: 1, request: 2 } as const;

const contributions = (manifest: PluginManifest, byId: ReadonlyMap<string, PluginManifest>): Finding[] => {
  const at = reporter(manifest);
  return (manifest.contributes ?? []).flatMap(({ point }, i) => {
    if (point.owner !== manifest.id && !(manifest.requires ?? {})[point.owner]) {
      return [
        at(`contributes[${i}]`, 'a point of a required plugin', point.id, `add "${point.owner}" to requires`),
      ];
    }
    const points = (byId.get(point.owner)?.extensionPoints ?? []).map(({ id }) => id);
    if (byId.has(point.owner) && !points.includes(point.id))
      return [
        at(
          `contributes[${i}]`,
          `a point that "${point.owner}" declares`,
          point.id,
          suggestion(point.id, points),
        ),
      ];
    return [];
  });
};

const subscriptions = (manifest: PluginManifest, byId: ReadonlyMap<string, PluginManifest>): Finding[] => {
  const at = reporter(manifest);
  return (manifest.events?.on ?? []).flatMap(({ event }, i) => {
    const owner = event.split('.')[0] ?? '';
    if (owner !== manifest.id && owner !== 'core' && !(manifest.requires ?? {})[owner]) {
      return [
        at(
          `events.on[${i}].event`,
          'an event of core or of a required plugin',
          event,
          `add "${owner}" to requires`,
        ),
      ];
    }
    const emitted = (byId.get(owner)?.events?.emits ?? []).map(({ name }) => name);
    if (byId.has(owner) && !emitted.includes(event))
      return [
        at(`events.on[${i}].event`, `an event that "${owner}" emits`, event, suggestion(event, emitted)),
      ];
    return [];
  });
};

import semver from 'semver';
import { RESERVED_IDS } from '../../db/roles.ts';
import { HOST_API, type PluginManifest } from '../manifest.ts';
import { reporter, suggestion, type ById, type Finding } from './finding.ts';

export const ID = /^[a-z][a-z0-9-]{0,30}$/;
const NAME = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/;

/** Who it is, and for which host. */
export const identity = (manifest: PluginManifest, all: readonly PluginManifest[]): Finding[] => {
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

export const requirements = (manifest: PluginManifest, byId: ById): Finding[] => {
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
export const names = (manifest: PluginManifest): Finding[] => {
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

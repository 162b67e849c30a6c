import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { pathToFileURL } from 'node:url';
import type { PluginSource, UnreadPlugin } from '../host/read-manifests.ts';
import { HOST_API, type PluginManifest } from '../plugin/manifest.ts';
import { describeFinding, type Finding } from '../plugin/validate.ts';
import { checkFit } from './check/fit.ts';
import type { PluginsFolder } from './installed.ts';
import { readInstalledPackages, type InstalledPackage } from './installed-packages.ts';
import { MIGRATIONS_FOLDER, nameOf, SERVER_ENTRY, UI_API, type PackageManifest } from './manifest.ts';
import { shareModules, type SharedModule } from './shared-modules.ts';
import { NO_UI, uiOf, type InstalledUi } from './ui-files.ts';

/** What the portal itself is made of, before anything is installed on it. */
export interface BuiltIn {
  /** plugin → version, of those that the portal is built with */
  readonly plugins: ReadonlyMap<string, string>;
  /** modules that the server code of installed plugins gets from the host */
  readonly shared: ReadonlyMap<string, SharedModule>;
  /** module that their panels get from the back office → its version */
  readonly uiShared: ReadonlyMap<string, string>;
}

/** One installed plugin, for the record of what runs here. */
export interface InstalledVersion {
  readonly id: string;
  readonly version: string;
  /** id of the key that signed it; undefined where nobody did */
  readonly key: string | undefined;
  /** why it does not run; undefined where it may */
  readonly refused: string | undefined;
}

export interface LoadedPlugins {
  /** those that passed every check; importing their manifests is left to `readManifests` */
  readonly sources: readonly PluginSource[];
  /** those that did not, and why: nothing of them has run */
  readonly refused: readonly UnreadPlugin[];
  readonly ui: InstalledUi;
  readonly versions: readonly InstalledVersion[];
}

const NOTHING: LoadedPlugins = { sources: [], refused: [], ui: NO_UI, versions: [] };

/**
 * Checks what is installed and makes ready what may run: its imports lead to the host's own modules.
 * @throws PluginsFolderUnreadable
 */
export const loadInstalled = async (at: PluginsFolder, builtIn: BuiltIn): Promise<LoadedPlugins> => {
  const packages = judge(await readInstalledPackages(at), builtIn);
  if (packages.length === 0) return NOTHING;
  const fit = packages.filter(
    (item): item is Fit => item.findings.length === 0 && item.manifest !== undefined,
  );
  const sound = await Promise.all(
    fit.map(async (item) => ({ ...item, folder: await realpath(item.folder) })),
  );
  if (sound.length > 0)
    shareModules(
      await realpath(at.folder),
      sound.map(({ manifest, folder }) => ({
        name: nameOf(manifest),
        folder,
        shared: new Set(Object.keys(manifest.shared)),
        files: manifest.files,
      })),
      builtIn.shared,
    );
  return {
    sources: sound.map(sourceOf),
    refused: packages.filter((item) => item.findings.length > 0).map(refusalOf),
    ui: uiOf(sound),
    versions: packages.map(({ id, version, signer, findings }) => ({
      id,
      version,
      key: signer?.key,
      refused: findings.length === 0 ? undefined : findings.map(describeFinding).join('\n'),
    })),
  };
};

type Fit = InstalledPackage & { readonly manifest: PackageManifest };

/** The packages with what the portal and the other packages make of them. One that needs a refused one is refused. */
export const judge = (
  packages: readonly InstalledPackage[],
  { plugins, shared, uiShared }: BuiltIn,
): readonly InstalledPackage[] => {
  const offer = {
    hostApi: HOST_API,
    uiApi: UI_API,
    builtIn: new Set(plugins.keys()),
    plugins: new Map([...packages.map(({ id, version }) => [id, version] as const), ...plugins]),
    shared: new Map([...uiShared, ...[...shared].map(([name, { version }]) => [name, version] as const)]),
  };
  const judged = packages.map((item) =>
    item.manifest ? { ...item, findings: [...item.findings, ...checkFit(item.manifest, offer)] } : item,
  );
  const findings = new Map(judged.map((item) => [item.id, item.findings]));
  const refusedOf = (item: InstalledPackage): string | undefined =>
    Object.keys(item.manifest?.requires ?? {}).find((id) => (findings.get(id) ?? []).length > 0);
  for (let changed = true; changed;) {
    changed = false;
    for (const item of judged) {
      const refused = refusedOf(item);
      if (refused === undefined || findings.get(item.id)!.length > 0) continue;
      findings.set(item.id, [lacks(item, refused)]);
      changed = true;
    }
  }
  return judged.map((item) => ({ ...item, findings: findings.get(item.id)! }));
};

const lacks = (item: InstalledPackage, required: string): Finding => ({
  plugin: nameOf(item),
  path: `requires.${required}`,
  expected: 'a plugin that may run',
  received: 'one that is refused',
  remedy: `mend "${required}" first`,
});

const refusalOf = ({ id, version, manifest, findings }: InstalledPackage): UnreadPlugin => ({
  id,
  version,
  name: manifest?.name ?? id,
  phase: 'verification',
  error: new Error(findings.map(describeFinding).join('\n')),
});

const sourceOf = ({ id, folder, manifest }: Fit): PluginSource => {
  const entry = pathToFileURL(path.join(folder, SERVER_ENTRY));
  const migrations = new URL(`../${MIGRATIONS_FOLDER}`, entry);
  const check = (said: PluginManifest): void => {
    const found = differences(manifest, said);
    if (found.length > 0) throw new Error(found.map(describeFinding).join('\n'));
  };
  // What its package calls isolated is never imported here, whatever its code would say.
  const { name, version, files } = manifest;
  const source = { id, package: { name, version } };
  if (manifest.isolated) return { ...source, isolated: { entry, root: folder, files, migrations, check } };
  return {
    ...source,
    load: async () => {
      const loaded = (await import(entry.href)) as { readonly default: PluginManifest };
      check(loaded.default);
      return { default: withMigrations(loaded.default, migrations) };
    },
  };
};

/** A package has its migrations in one place, wherever its author's sources had them. */
const withMigrations = (manifest: PluginManifest, migrations: URL): PluginManifest =>
  manifest.data ? { ...manifest, data: { ...manifest.data, migrations } } : manifest;

/** What an operator was shown has to be what the code says of itself. */
const differences = (shown: PackageManifest, said: PluginManifest): readonly Finding[] => {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['id', shown.id, said.id],
    ['version', shown.version, said.version],
    ['hostApi', shown.hostApi, said.hostApi],
    ['requires', shown.requires, { ...said.requires }],
    ['isolated', shown.isolated, said.isolated ?? false],
    ['capabilities', listed(shown.capabilities), listed(said.capabilities ?? {})],
    ...(shown.declares ? declared(shown.id, shown.declares, said) : []),
  ];
  return pairs
    .filter(([, one, other]) => !isDeepStrictEqual(one, other))
    .map(([key, one, other]) => ({
      plugin: nameOf(shown),
      path: key,
      expected: `what its plugin.json says (${JSON.stringify(one)})`,
      received: JSON.stringify(other),
      remedy: 'build the package again',
    }));
};

/** Of its tables only its migrations know. */
const declared = (
  id: string,
  shown: NonNullable<PackageManifest['declares']>,
  { permissions = [], routes = [], jobs = [], ui }: PluginManifest,
): readonly (readonly [string, unknown, unknown])[] => [
  ['declares.permissions', shown.permissions, permissions.map(({ name }) => name)],
  [
    'declares.routes',
    shown.routes,
    routes.map(({ method, path: at }) => `${method.toUpperCase()} /v1/${id}${at}`),
  ],
  ['declares.jobs', shown.jobs, jobs.map(({ name }) => name)],
  ['declares.slots', shown.slots, [...(ui?.slots ?? [])]],
];

/** Kinds without anything in them say the same as kinds that are not there. */
const listed = (capabilities: Readonly<Record<string, readonly string[] | undefined>>) =>
  Object.fromEntries(Object.entries(capabilities).filter(([, names]) => (names ?? []).length > 0));

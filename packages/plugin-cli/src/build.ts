import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PluginManifest } from '@compliance-os/core';
import {
  MANIFEST_FILE,
  nameOf,
  PackageRefused,
  readFolder,
  readPackageManifest,
  SERVER_ENTRY,
  sha256,
  UI_API,
  type PackageManifestInput,
} from '@compliance-os/core/package';
import { bundle } from './bundle.ts';
import { buildMigrations, type BuiltMigrations } from './migrations.ts';
import { buildPanels, type BuiltPanels } from './panels.ts';
import { BuildFailed } from './problem.ts';
import { builtFolder, rangeOf, readProject, type Project } from './project.ts';

/**
 * Bundles a plugin and writes what every portal checks before it runs it. The folder is there whole or as it was.
 * @returns what was built, in words
 * @throws BuildFailed, PackageRefused with everything that is wrong with the manifest
 */
export const build = async (at: string): Promise<string> => {
  const project = readProject(at);
  const target = builtFolder(project.folder);
  // Inside the project: the bundle finds what the portal would give it among the author's packages.
  const making = path.join(path.dirname(target), `.plugin-${randomUUID()}`);
  try {
    const name = await buildInto(project, making);
    await rm(target, { recursive: true, force: true });
    await rename(making, target);
    return `${name} is built in ${target}. Next: compliance-os-plugin sign --key <file>, compliance-os-plugin pack`;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
};

const buildInto = async (project: Project, folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const server = path.join(folder, SERVER_ENTRY);
  const shared = await bundle(project, project.entry, server);
  const { default: plugin } = (await import(pathToFileURL(server).href)) as { default?: PluginManifest };
  if (typeof plugin?.id !== 'string')
    throw new BuildFailed(
      `${project.entry}: expected a default export of definePlugin(…), received ${typeof plugin}`,
    );
  const migrations = await buildMigrations(project, plugin, server);
  const panels = project.ui ? await buildPanels(project, project.ui, path.join(folder, 'ui')) : undefined;
  const specifiers = [...shared, ...migrations.shared, ...(panels?.shared ?? [])];
  const files = await readFolder(folder);
  const bytes = new TextEncoder().encode(
    `${JSON.stringify(
      manifestOf(plugin, {
        migrations,
        panels,
        shared: Object.fromEntries(
          [...new Set(specifiers)].toSorted().map((specifier) => [specifier, rangeOf(project, specifier)]),
        ),
        files: Object.fromEntries([...files].map(([file, content]) => [file, sha256(content)])),
      }),
      undefined,
      2,
    )}\n`,
  );
  const read = readPackageManifest(plugin.id, bytes);
  if ('findings' in read) throw new PackageRefused(read.findings);
  await writeFile(path.join(folder, MANIFEST_FILE), bytes);
  return nameOf(read.value);
};

interface Parts extends Pick<PackageManifestInput, 'shared' | 'files'> {
  readonly migrations: BuiltMigrations;
  readonly panels: BuiltPanels | undefined;
}

const manifestOf = (
  plugin: PluginManifest,
  { migrations, panels, shared, files }: Parts,
): PackageManifestInput => ({
  format: 1,
  id: plugin.id,
  name: plugin.name,
  version: plugin.version,
  hostApi: plugin.hostApi,
  requires: { ...plugin.requires },
  ...(panels ? { uiApi: UI_API } : {}),
  capabilities: capabilitiesOf(plugin),
  isolated: plugin.isolated ?? false,
  breaking: [...migrations.breaking],
  server: SERVER_ENTRY,
  ...(panels ? { ui: panels.entry } : {}),
  shared,
  declares: {
    permissions: (plugin.permissions ?? []).map(({ name }) => name),
    routes: (plugin.routes ?? []).map(
      ({ method, path: at }) => `${method.toUpperCase()} /v1/${plugin.id}${at}`,
    ),
    jobs: (plugin.jobs ?? []).map(({ name }) => name),
    slots: [...(plugin.ui?.slots ?? [])],
    tables: [...migrations.tables],
  },
  files,
});

const capabilitiesOf = ({ capabilities = {} }: PluginManifest): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(capabilities as Record<string, readonly string[]>).map(([kind, names]) => [
      kind,
      [...names],
    ]),
  );

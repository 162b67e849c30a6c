import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Finding } from '../plugin/validate.ts';
import { checkPackage } from './check/package.ts';
import type { Signer } from './check/signature.ts';
import { PackageRefused, sha256, type PackageFiles } from './files.ts';
import { readFolder } from './folder.ts';
import { readInstalled, readTrust, versionFolder, type Installed, type PluginsFolder } from './installed.ts';
import { MANIFEST_FILE, nameOf, readPackageManifest, type PackageManifest } from './manifest.ts';
import type { Trust } from './trust.ts';

/** An installed version as it lies on the disk now, with everything that speaks against running it. */
export interface InstalledPackage {
  readonly id: string;
  readonly version: string;
  readonly folder: string;
  readonly manifest: PackageManifest | undefined;
  readonly files: PackageFiles;
  readonly signer: Signer | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Reads and checks every installed plugin: hashes, signature, revocations, and that it is the one that was installed.
 * @throws PluginsFolderUnreadable where it is not known which plugins are installed
 */
export const readInstalledPackages = async (at: PluginsFolder): Promise<readonly InstalledPackage[]> => {
  const { plugins } = await readInstalled(at.folder);
  if (Object.keys(plugins).length === 0) return [];
  const trust = await readTrust(at.trustFile).catch((error: Error) => error);
  const packages: InstalledPackage[] = [];
  for (const [id, entry] of Object.entries(plugins)) packages.push(await readOne(at, id, entry, trust));
  return packages;
};

const readOne = async (
  at: PluginsFolder,
  id: string,
  entry: Installed['plugins'][string],
  trust: Trust | Error,
): Promise<InstalledPackage> => {
  const { version } = entry;
  const folder = versionFolder(at.folder, { id, version });
  const known = { id, version, folder: path.resolve(folder) };
  const plugin = nameOf(known);
  const unread = (findings: readonly Finding[]): InstalledPackage => ({
    ...known,
    manifest: undefined,
    files: new Map(),
    signer: undefined,
    findings,
  });
  if (trust instanceof Error)
    return unread([
      {
        plugin,
        path: at.trustFile,
        expected: 'the list of trusted keys',
        received: trust.message,
        remedy: 'correct the file',
      },
    ]);
  let files: PackageFiles;
  try {
    files = await readFolder(folder);
  } catch (error) {
    if (!(error instanceof PackageRefused)) throw error;
    return unread(error.findings.map((finding) => ({ ...finding, plugin, remedy: REINSTALL })));
  }
  const { manifest, signer, findings } = checkPackage(plugin, files, {
    trust,
    allowUnsigned: at.allowUnsigned,
  });
  return { ...known, manifest, files, signer, findings: [...findings, ...isAnother(plugin, entry, files)] };
};

/**
 * What every version of a plugin that has been placed here says of itself, also of one that was removed: its files stay,
 * and so does what its migrations made. One that cannot be read says nothing.
 */
export const readPlaced = async (at: PluginsFolder, id: string): Promise<readonly PackageManifest[]> => {
  const names = await readdir(path.join(at.folder, id)).catch(() => []);
  const read = await Promise.all(
    names.map(async (version) => {
      const file = path.join(versionFolder(at.folder, { id, version }), MANIFEST_FILE);
      const bytes = await readFile(file).catch(() => undefined);
      const found = bytes && readPackageManifest(`${id}@${version}`, bytes);
      return found && 'value' in found ? [found.value] : [];
    }),
  );
  return read.flat();
};

const REINSTALL = 'install it again with "compliance-os plugin add"';

/** Without a signature this is all that holds a plugin to what was agreed to. */
const isAnother = (
  plugin: string,
  { manifest: expected }: Installed['plugins'][string],
  files: PackageFiles,
): Finding[] => {
  const bytes = files.get(MANIFEST_FILE);
  if (!bytes || sha256(bytes) === expected) return [];
  return [
    {
      plugin,
      path: MANIFEST_FILE,
      expected: `the one that was installed (SHA-256 ${expected})`,
      received: `another (${sha256(bytes)})`,
      remedy: REINSTALL,
    },
  ];
};

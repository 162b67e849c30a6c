import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  judge,
  readInstalledPackages,
  readManifests,
  readPlaced,
  readTrust,
  type BuiltIn,
  type InstalledPackage,
  type PluginsFolder,
} from '@compliance-os/core/host';
import {
  checkPackage,
  checkSuccession,
  nameOf,
  readArchive,
  readFolder,
  type PackageFiles,
  type PackageManifest,
  type Signer,
} from '@compliance-os/core/package';
import { plugins } from '../plugins.ts';
import { UsageError } from '../cli/usage.ts';
import { builtInOf } from './built-in.ts';

type Findings = InstalledPackage['findings'];

/** A package that somebody wants to install, and what speaks against it. */
export interface Candidate {
  readonly files: PackageFiles;
  readonly manifest: PackageManifest | undefined;
  readonly signer: Signer | undefined;
  /** the version that it takes the place of */
  readonly before: PackageManifest | undefined;
  readonly findings: Findings;
}

/** What is installed, with what this portal makes of each. */
export const readPackages = async (
  folder: PluginsFolder,
): Promise<{ readonly packages: readonly InstalledPackage[]; readonly builtIn: BuiltIn }> => {
  const builtIn = await builtInOf(await readManifests(plugins));
  return { packages: judge(await readInstalledPackages(folder), builtIn), builtIn };
};

/**
 * Reads a package and checks it against the operator's list, this portal and what is installed on it. Nothing of it runs.
 * @param at an archive or the folder of a built plugin
 * @throws PackageRefused where it cannot be read
 */
export const readCandidate = async (at: string, folder: PluginsFolder): Promise<Candidate> => {
  const files = await readAt(at);
  const trust = await readTrust(folder.trustFile);
  const checked = checkPackage(path.basename(at), files, { trust, allowUnsigned: folder.allowUnsigned });
  const { manifest, signer } = checked;
  if (!manifest) return { files, manifest, signer, before: undefined, findings: checked.findings };

  const { packages, builtIn } = await readPackages(folder);
  const before = packages.find(({ id }) => id === manifest.id)?.manifest;
  const { id, version } = manifest;
  const others = packages.filter((item) => item.id !== id);
  const judged = judge(
    [...others, { id, version, folder: at, manifest, files, signer, findings: [] }],
    builtIn,
  );
  const own = judged.find((item) => item.id === id)!.findings;
  const sound = new Set(others.filter(({ findings }) => findings.length === 0).map((item) => item.id));
  const spoilt = judged.filter((item) => sound.has(item.id) && item.findings.length > 0);
  return {
    files,
    manifest,
    signer,
    before,
    findings: [
      ...checked.findings,
      ...own,
      ...checkSuccession([...(before ? [before] : []), ...(await readPlaced(folder, id))], manifest),
      ...spoilt.flatMap((item) =>
        item.findings.map((finding) => ({
          ...finding,
          remedy: `it would not run beside ${nameOf(manifest)}`,
        })),
      ),
    ],
  };
};

const readAt = async (at: string): Promise<PackageFiles> => {
  const found = await stat(at).catch((error: unknown) => {
    throw new UsageError(
      `${at}: expected an archive or a folder, received ${(error as NodeJS.ErrnoException).code}`,
    );
  });
  return found.isDirectory() ? readFolder(at) : readArchive(at);
};

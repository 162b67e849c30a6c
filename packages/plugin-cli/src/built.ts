import {
  checkFiles,
  MANIFEST_FILE,
  PackageRefused,
  readFolder,
  readPackageManifest,
  sha256,
  type PackageFiles,
  type PackageManifest,
} from '@compliance-os/core/package';
import { BuildFailed } from './problem.ts';
import { builtFolder } from './project.ts';

/** A built package, as it was built: nobody signs or packs what has been changed since. */
export interface Built {
  readonly folder: string;
  readonly manifest: PackageManifest;
  readonly files: PackageFiles;
}

/** @throws BuildFailed, PackageRefused */
export const readBuilt = async (project: string): Promise<Built> => {
  const folder = builtFolder(project);
  const files = await readFolder(folder);
  const bytes = files.get(MANIFEST_FILE);
  if (!bytes)
    throw new BuildFailed(`${folder}: expected a built plugin, found no ${MANIFEST_FILE}; build it first`);
  const read = readPackageManifest(folder, bytes);
  if ('findings' in read) throw new PackageRefused(read.findings);
  const hashes = new Map([...files].map(([file, content]) => [file, sha256(content)]));
  const findings = checkFiles(read.value, hashes);
  if (findings.length > 0)
    throw new PackageRefused(findings.map((finding) => ({ ...finding, remedy: 'build it again' })));
  return { folder, manifest: read.value, files };
};

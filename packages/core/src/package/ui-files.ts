import { createHash } from 'node:crypto';
import path from 'node:path';
import type { PackageFiles } from './files.ts';
import { UI_FOLDER, type PackageManifest } from './manifest.ts';

/** What installed plugins bring to the browser. */
export interface InstalledUi {
  /** plugin → address of the module that its panels begin with */
  readonly entries: ReadonlyMap<string, string>;
  /** address → SHA-384 of each script, as an import map's `integrity` has it: a browser runs no other bytes */
  readonly integrity: Readonly<Record<string, string>>;
  /** address → path of the file */
  readonly files: ReadonlyMap<string, string>;
}

export const NO_UI: InstalledUi = { entries: new Map(), integrity: {}, files: new Map() };

interface UiPackage {
  readonly manifest: PackageManifest;
  /** where it lies */
  readonly folder: string;
  readonly files: PackageFiles;
}

/** `/plugins/<id>/<version>/ui/…`: no other file of a package has an address. */
const addressOf = ({ id, version }: PackageManifest, file: string): string =>
  `/plugins/${id}/${version}/${file}`;

export const uiOf = (packages: readonly UiPackage[]): InstalledUi => {
  const entries = new Map<string, string>();
  const integrity: Record<string, string> = {};
  const files = new Map<string, string>();
  for (const { manifest, folder, files: held } of packages) {
    if (manifest.ui === undefined) continue;
    entries.set(manifest.id, addressOf(manifest, manifest.ui));
    for (const [file, bytes] of held) {
      if (!file.startsWith(UI_FOLDER)) continue;
      const address = addressOf(manifest, file);
      files.set(address, path.join(folder, file));
      if (file.endsWith('.js'))
        integrity[address] = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
    }
  }
  return { entries, integrity, files };
};

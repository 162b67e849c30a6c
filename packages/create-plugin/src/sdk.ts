import { readdirSync } from 'node:fs';
import path from 'node:path';
import { NotMade } from './problem.ts';
import { AUTHOR_TOOLS, HOST } from './versions.ts';

const PACKAGES = [...Object.keys(HOST), ...Object.keys(AUTHOR_TOOLS)];

/** `@compliance-os/core` → `compliance-os-core-1.1.0.tgz`, as `npm pack` names it. */
const fileOf = (name: string, files: readonly string[]): string | undefined => {
  const begins = `${name.slice(1).replace('/', '-')}-`;
  return files.find((file) => file.startsWith(begins) && /^\d[^/]*\.tgz$/.test(file.slice(begins.length)));
};

/**
 * Packages of the host from a folder of archives, for a project in `folder`.
 * @returns package → `file:` path, relative where the folder is near
 * @throws NotMade where one is missing
 */
export const packagesFrom = (sdk: string, folder: string): Readonly<Record<string, string>> => {
  const at = path.resolve(sdk);
  let files: readonly string[];
  try {
    files = readdirSync(at);
  } catch (error) {
    throw new NotMade(`--sdk: expected a folder of packages, received ${at}: ${(error as Error).message}`);
  }
  return Object.fromEntries(
    PACKAGES.map((name) => {
      const file = fileOf(name, files);
      if (file === undefined)
        throw new NotMade(
          `--sdk: expected the archive of ${name} in ${at}, found none; "npm run sdk" in the repository of Compliance OS makes it`,
        );
      return [name, `file:${path.relative(folder, path.join(at, file)).replaceAll(path.sep, '/')}`];
    }),
  );
};

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createKeyPair, readFolder, type PackageFiles } from '@compliance-os/core/package';

const run = promisify(execFile);
const SOURCES = fileURLToPath(new URL('../food/', import.meta.url));
const WORKSPACE = fileURLToPath(new URL('../../../../', import.meta.url));
const AUTHOR_CLI = path.join(WORKSPACE, 'packages/plugin-cli/dist/cli.js');

const BREAKING = `import { migration } from '@compliance-os/core';

export default migration(async (m) => m.sql('alter table licence rename number to licence_number'), {
  breaking: true,
});
`;

/** The sample plugin as its author has it: in a folder of its own, with what npm would have put there. */
export interface Author {
  readonly publicKey: string;
  /** Builds, signs and packs a version. @returns the archive and what is in it */
  release(version: string, options?: { readonly breaking?: true }): Promise<Release>;
  dispose(): Promise<void>;
}

export interface Release {
  readonly archive: string;
  readonly files: PackageFiles;
}

export const author = async (): Promise<Author> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-author-'));
  await cp(SOURCES, folder, { recursive: true });
  await symlink(path.join(WORKSPACE, 'node_modules'), path.join(folder, 'node_modules'));
  const { privateKey, publicKey } = createKeyPair();
  const key = path.join(folder, 'author.pem');
  await writeFile(key, privateKey);
  const cli = (...args: string[]) => run(process.execPath, [AUTHOR_CLI, ...args, '--project', folder]);
  return {
    publicKey,
    release: async (version, { breaking } = {}) => {
      const manifest = path.join(folder, 'src/plugin.ts');
      const text = await readFile(manifest, 'utf8');
      await writeFile(manifest, text.replace(/version: '[^']*'/, `version: '${version}'`));
      const migration = path.join(folder, 'migrations/0002_rename-number.ts');
      if (breaking) await writeFile(migration, BREAKING);
      else await rm(migration, { force: true });
      await cli('build');
      await cli('sign', '--key', key);
      await cli('pack');
      const archive = path.join(folder, 'dist', `food-${version}.tgz`);
      return { archive, files: await readFolder(path.join(folder, 'dist/plugin')) };
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
};

import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256 } from './files.ts';

const MODULE = fileURLToPath(new URL('./shared-modules.ts', import.meta.url));
const CHECKED = {
  'server/plugin.js': `export const later = () => import('./chunks/later.js');`,
  'server/chunks/later.js': `export default 'as checked';`,
};

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'shared-')));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** In a process of its own, since hooks of the loader belong to a whole process. @returns what it printed */
const imported = async (changes: Readonly<Record<string, string>>, specifier: string): Promise<string> => {
  const plugin = path.join(folder, 'food', '1.0.0');
  for (const [file, text] of Object.entries({ ...CHECKED, ...changes })) {
    await mkdir(path.dirname(path.join(plugin, file)), { recursive: true });
    await writeFile(path.join(plugin, file), text);
  }
  const files = Object.fromEntries(
    Object.entries(CHECKED).map(([file, text]) => [file, sha256(Buffer.from(text))]),
  );
  const code = `
    import { shareModules } from ${JSON.stringify(pathToFileURL(MODULE).href)};
    shareModules(${JSON.stringify(folder)}, [{ name: 'food@1.0.0', folder: ${JSON.stringify(plugin)}, shared: new Set(), files: ${JSON.stringify(files)} }], new Map());
    const { later } = await import(${JSON.stringify(pathToFileURL(plugin).href)} + ${JSON.stringify(specifier)});
    console.log((await later()).default);`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@compliance-os/source', '--input-type=module', '-e', code],
    { encoding: 'utf8' },
  );
  return stdout.trim() || (/ImportRefused: (.*)|\[PLUGIN_IMPORT_REFUSED\]: (.*)/.exec(stderr)?.[0] ?? stderr);
};

it('a file that is needed later runs as it was checked', async () => {
  expect(await imported({}, '/server/plugin.js')).toBe('as checked');
});

it.each(['server/chunks/later.js', 'server/plugin.js'])(
  '%s that was changed since does not run',
  async (file) => {
    const changed = { [file]: `${(CHECKED as Record<string, string>)[file]}\nconsole.log('ran');` };
    expect(await imported(changed, '/server/plugin.js')).toContain(
      `${file}: expected the file that was checked at the start`,
    );
  },
);

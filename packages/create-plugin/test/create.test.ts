import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CLI = path.join(import.meta.dirname, '../dist/cli.js');
const SDK = ['core', 'compliance', 'ui', 'create-plugin', 'plugin-cli'].map(
  (it) => `compliance-os-${it}-1.2.3.tgz`,
);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-create-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As a script starts it: nobody at a terminal. */
const cli = (...args: string[]): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    child.on('close', (code) => resolve({ code, said: chunks.join('') }));
  });
const there = () => readdir(folder, { recursive: true });
const text = (file: string) => readFile(path.join(folder, file), 'utf8');

describe('a new plugin', () => {
  it('has its id and its name where they belong, and no word left over', async () => {
    expect(await cli('food-safety', '--name', 'Food & safety')).toMatchObject({ code: 0 });
    const left = [];
    for (const file of (await there()).filter((it) => /\.\w+$/.test(it)))
      left.push(...((await text(file)).match(/__[A-Za-z]+__/g) ?? []).map((word) => `${file}: ${word}`));
    expect(left).toEqual([]);
    expect(await text('food-safety/src/plugin.ts')).toContain(`id: 'food-safety',\n  name: 'Food & safety',`);
    expect(await text('food-safety/src/routes/list-reminders.ts')).toContain('from food_safety.reminder');
    expect(await text('food-safety/src/masters/annual-return.ts')).toContain(`'FOOD-SAFETY-ANNUAL-RETURN'`);
    expect(await text('food-safety/.gitignore')).toContain('node_modules/');
    const { devDependencies } = JSON.parse(await text('food-safety/package.json')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies['@compliance-os/core']).toMatch(/^\^\d/);
  });

  it('takes the packages from a folder that is given', async () => {
    await mkdir(path.join(folder, 'sdk'));
    for (const file of SDK) await writeFile(path.join(folder, 'sdk', file), '');
    expect(await cli('food', '--sdk', 'sdk')).toMatchObject({ code: 0 });
    const { devDependencies } = JSON.parse(await text('food/package.json')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies).toMatchObject({
      '@compliance-os/core': 'file:../sdk/compliance-os-core-1.2.3.tgz',
      '@compliance-os/plugin-cli': 'file:../sdk/compliance-os-plugin-cli-1.2.3.tgz',
    });
  });

  it('goes into an empty folder', async () => {
    await mkdir(path.join(folder, 'here'));
    expect(await cli('food', '--folder', 'here')).toMatchObject({ code: 0 });
    expect(await text('here/src/plugin.ts')).toContain(`id: 'food'`);
  });
});

describe('it is refused, and nothing is written', () => {
  it.each([
    [['food', '--folder', 'full'], 'expected an empty folder or none, found "mine.txt" in it'],
    [['food', '--folder', 'full/mine.txt'], 'expected an empty folder or none, found a file'],
    [['Food'], 'id: expected lower-case letters, digits and hyphens, at most 31, received "Food"'],
    [['identity'], 'id: expected an id that is not reserved for the host, received "identity"'],
    [['food', '--name', `'; drop`], 'name: expected at most 60 letters'],
    [['food', '--sdk', 'full'], '--sdk: expected the archive of @compliance-os/core in'],
    [['food', '--sdk', 'nowhere'], '--sdk: expected a folder of packages'],
    [[], 'id: expected one, received none'],
    [['add', 'route', 'x'], 'src/plugin.ts: expected it in'],
    [['add', 'thing', 'x'], 'add: expected route, job, panel, migration, master, received thing'],
  ])('%j: %s', async (args, message) => {
    await mkdir(path.join(folder, 'full'));
    await writeFile(path.join(folder, 'full/mine.txt'), 'mine');
    const before = await there();
    const { code, said } = await cli(...args);
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining(message) as string });
    expect(await there()).toEqual(before);
  });
});

describe('an addition', () => {
  const ADDED = [
    ['route', 'visits'],
    ['job', 'visits'],
    ['panel', 'visits'],
    ['migration', 'visits'],
    ['master', 'visits'],
  ];

  it.each(ADDED)('of a %s that is there already changes nothing', async (part, name) => {
    await cli('food');
    const add = () => cli('add', part!, name!, '--folder', 'food');
    expect(await add()).toMatchObject({ code: 0 });
    const read = async () =>
      Promise.all((await there()).filter((it) => /\.\w+$/.test(it)).map(async (it) => [it, await text(it)]));
    const before = await read();
    const { code, said } = await add();
    expect({ code, said }).toMatchObject({
      code: 1,
      said: expect.stringContaining('choose another name') as string,
    });
    expect(await read()).toEqual(before);
  });

  it('to a source that cannot be read is refused with its place', async () => {
    await cli('food');
    await writeFile(path.join(folder, 'food/src/masters/index.ts'), 'export const others = [];\n');
    const { code, said } = await cli('add', 'master', 'visits', '--folder', 'food');
    expect({ code, said }).toMatchObject({
      code: 1,
      said: expect.stringContaining(
        'src/masters/index.ts: expected "export const masters = [ … ]", found none',
      ) as string,
    });
    expect(await there()).not.toContain('food/src/masters/visits.ts');
  });
});

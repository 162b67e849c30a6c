import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBundles } from './bundles.ts';

describe('bundles of the operator', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bundles-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const read = async (content: string) => {
    const file = path.join(folder, 'bundles.json');
    await writeFile(file, content);
    return readBundles(file);
  };

  it('without a file the portal offers its own', async () => {
    expect(await readBundles(undefined)).toMatchObject([{ id: 'gst' }]);
  });
  it('stand beside those of the portal, or in their place', async () => {
    const mine = { name: 'Mine', plugins: ['compliance'] };
    expect((await read(JSON.stringify({ mine }))).map(({ id }) => id)).toEqual(['gst', 'mine']);
    expect(await read(JSON.stringify({ gst: mine }))).toEqual([{ id: 'gst', ...mine }]);
  });
  it.each([
    ['{', 'expected JSON'],
    ['{"gst": {"name": "x"}}', 'gst.plugins'],
    ['{"gst": {"name": "x", "plugins": []}}', 'gst.plugins'],
    ['{"gst": {"name": "x", "plugins": ["gst"], "extra": 1}}', 'extra'],
  ])('%s is refused with the variable, the file and the place', async (content, place) => {
    await expect(read(content)).rejects.toThrow(/^PLUGINS_BUNDLES: .*bundles\.json: /);
    await expect(read(content)).rejects.toThrow(place);
  });
  it('a file that is not there is said by its name', async () => {
    await expect(readBundles(path.join(folder, 'none.json'))).rejects.toThrow('none.json: expected a file');
  });
});

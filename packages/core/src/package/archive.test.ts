import { mkdtemp, rm, symlink, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { constants, crc32, deflateRawSync, gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArchive } from './archive.ts';
import { readFolder } from './folder.ts';
import { LIMITS } from './files.ts';
import { rawArchive, type RawEntry } from '../testing/raw-archive.ts';
import { archiveOf, packageFiles } from './test/packages.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'packages-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const written = async (bytes: Uint8Array): Promise<string> => {
  const file = path.join(folder, 'food.tgz');
  await writeFile(file, bytes);
  return file;
};
const body = new TextEncoder().encode('x');

/** Packed so that the first byte comes out alone: a comment of gzip stands between it and the rest. */
const lateGzip = (bytes: Buffer): Buffer => {
  const first = deflateRawSync(bytes.subarray(0, 1), { finishFlush: constants.Z_SYNC_FLUSH });
  const rest = deflateRawSync(bytes.subarray(1));
  const comment = Buffer.alloc(64 * 1024 - 10 - 1 - first.length, 'x');
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(bytes));
  end.writeUInt32LE(bytes.length, 4);
  const header = Buffer.from([0x1f, 0x8b, 8, 16, 0, 0, 0, 0, 0, 3]);
  return Buffer.concat([header, comment, Buffer.from([0]), first, rest, end]);
};

describe('readArchive', () => {
  it('reads what pack makes', async () => {
    const files = packageFiles();
    const read = await readArchive(await written(archiveOf(files)));
    expect(new Map([...read].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]))).toEqual(
      new Map([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])),
    );
  });

  it('passes over the folders that some archives name', async () => {
    const file = await written(
      rawArchive([
        { path: 'package/', type: 'Directory' },
        { path: 'package/ui/', type: 'Directory' },
        { path: 'package/ui/a.js', body },
      ]),
    );
    expect([...(await readArchive(file)).keys()]).toEqual(['ui/a.js']);
  });

  it.each<[string, RawEntry[], RegExp]>([
    [
      'a path that leaves the folder',
      [{ path: 'package/../../trust.json', body }],
      /no empty, "." or ".." part/,
    ],
    ['an absolute path', [{ path: '/etc/passwd', body }], /expected a path below package\//],
    ['a path beside the package', [{ path: 'other/x.js', body }], /expected a path below package\//],
    ['a backslash', [{ path: 'package/ui\\..\\x', body }], /letters, digits and/],
    [
      'a link',
      [{ path: 'package/ui', type: 'SymbolicLink', linkpath: '/etc' }],
      /package\/ui: expected a file, received a SymbolicLink/,
    ],
    ['a hard link', [{ path: 'package/x.js', type: 'Link', linkpath: '/etc/passwd' }], /received a Link/],
    ['a device', [{ path: 'package/x.js', type: 'CharacterDevice' }], /received a CharacterDevice/],
    ['a pipe', [{ path: 'package/x.js', type: 'FIFO' }], /received a FIFO/],
    [
      'a file twice',
      [
        { path: 'package/x.js', body },
        { path: 'package/x.js', body },
      ],
      /package\/x.js: expected each file once/,
    ],
    [
      'a file twice but for capitals',
      [
        { path: 'package/x.js', body },
        { path: 'package/X.js', body },
      ],
      /X.js: expected a name that stands beside all others/,
    ],
    [
      'a file that claims to be larger than it may be',
      [{ path: 'package/x.js', body, size: LIMITS.fileBytes + 1 }],
      /package\/x.js: expected at most \d+ bytes, received \d+ bytes/,
    ],
    ['a file that is cut off', [{ path: 'package/x.js', body, size: 4096 }], /expected a \.tgz as/],
  ])('refuses %s', async (_what, entries, problem) => {
    await expect(readArchive(await written(rawArchive(entries)))).rejects.toMatchObject({
      code: 'PACKAGE_REFUSED',
      message: expect.stringMatching(problem),
    });
  });

  it('stops at what unpacks to more than it may, long before all of it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(LIMITS.unpackedBytes + 1_000_000));
    expect(bomb.length).toBeLessThan(LIMITS.archiveBytes / 100);
    await expect(readArchive(await written(bomb))).rejects.toThrow(
      /size: expected at most \d+ bytes when unpacked, received more/,
    );
    const many = rawArchive(
      Array.from({ length: 40 }, (_, i) => ({ path: `package/${i}.js`, body: new Uint8Array(1_000) })),
    );
    const file = await written(many);
    await expect(readArchive(file, { ...LIMITS, unpackedBytes: 20_000 })).rejects.toThrow(
      /size: expected at most 20000 bytes when unpacked, received more/,
    );
    await expect(readArchive(file, { ...LIMITS, files: 39 })).rejects.toThrow(
      /39.js: expected at most 39 files/,
    );
    await expect(readArchive(file, { ...LIMITS, archiveBytes: 10 })).rejects.toThrow(
      /expected at most 10 bytes/,
    );
  });

  it.each([
    ['text', Buffer.from('hello')],
    ['an empty file', Buffer.alloc(0)],
    ['gzip without a tar', gzipSync(Buffer.from('hello'))],
    ['an archive packed twice', gzipSync(archiveOf(packageFiles()))],
    [
      'an archive packed in another way within',
      gzipSync(zstdCompressSync(gunzipSync(archiveOf(packageFiles())))),
    ],
    ['an archive packed twice, told late', lateGzip(archiveOf(packageFiles()))],
  ])('refuses %s', async (_what, bytes) => {
    await expect(readArchive(await written(bytes))).rejects.toMatchObject({ code: 'PACKAGE_REFUSED' });
  });
});

describe('readFolder', () => {
  it('reads a package that lies unpacked', async () => {
    await mkdir(path.join(folder, 'ui'));
    await writeFile(path.join(folder, 'ui/a.js'), 'x');
    expect([...(await readFolder(folder)).keys()]).toEqual(['ui/a.js']);
  });

  it('follows no link', async () => {
    await symlink('/etc/hostname', path.join(folder, 'x.js'));
    await expect(readFolder(folder)).rejects.toThrow(/x.js: expected a file, received a link/);
    await rm(path.join(folder, 'x.js'));
    await symlink('/etc', path.join(folder, 'ui'));
    await expect(readFolder(folder)).rejects.toThrow(/ui: expected a file, received a link/);
  });

  it('says that there is no folder', async () => {
    await expect(readFolder(path.join(folder, 'gone'))).rejects.toThrow(
      /plugin "gone": folder: expected a folder that can be read, received ENOENT/,
    );
  });
});

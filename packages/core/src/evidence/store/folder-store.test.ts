/** What the folder store promises beyond the contract: the disk. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderStore, type StagedContent } from './index.ts';

const KEY = 'tenant/entity/subject/evidence_1.txt';
const META = { contentType: 'text/plain', fileName: 'note.txt' };
const SHA256 = createHash('sha256').update('evidence').digest('hex');
const FUTURE = new Date(Date.now() + 86_400_000);

let root: string;
let staged: StagedContent;

const open = (): FolderStore => new FolderStore({ root, publicBase: '', linkSecrets: ['x'.repeat(32)] });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'folder-store-'));
  staged = { path: join(root, 'staged'), sha256: SHA256, bytes: 8 };
  await writeFile(staged.path, 'evidence');
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('the folder store', () => {
  it('keeps objects read-only and leaves nothing half-made', async () => {
    const store = open();
    await store.put(KEY, staged, META);
    await expect(store.put(KEY, staged, META)).rejects.toMatchObject({ code: 'EVIDENCE_EXISTS' });
    const { mode, nlink } = await stat(join(root, 'objects', KEY));
    expect((mode & 0o777).toString(8)).toBe('444');
    expect(nlink).toBe(1);
    expect(await readdir(store.incoming)).toEqual([]);
  });

  it('remembers locks and holds when opened again', async () => {
    await open().put(KEY, staged, META);
    await open().lock(KEY, undefined, FUTURE, 'compliance');
    await open().hold(KEY, undefined, true);
    expect(await open().stat(KEY)).toMatchObject({ retention: { mode: 'compliance' }, legalHold: true });
    await expect(open().remove(KEY, undefined)).rejects.toMatchObject({ code: 'EVIDENCE_LOCKED' });
  });

  it('serves, locks and removes an object whose record a crash left unwritten', async () => {
    const path = join(root, 'objects', KEY);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'evidence');
    const store = open();
    expect(await store.stat(KEY)).toMatchObject({ sha256: SHA256, legalHold: false });
    await expect(store.put(KEY, staged, META)).rejects.toMatchObject({ code: 'EVIDENCE_EXISTS' });
    await store.hold(KEY, undefined, true);
    await expect(store.remove(KEY, undefined)).rejects.toMatchObject({ code: 'EVIDENCE_LOCKED' });
    await store.hold(KEY, undefined, false);
    expect(await store.remove(KEY, undefined)).toBe(true);
  });

  it('makes changes to one object one after the other', async () => {
    const store = open();
    await store.put(KEY, staged, META);
    await Promise.all([store.lock(KEY, undefined, FUTURE, 'governance'), store.hold(KEY, undefined, true)]);
    expect(await store.stat(KEY)).toMatchObject({ retention: { mode: 'governance' }, legalHold: true });
  });

  it('reports a folder it cannot use, and fails with a reason', async () => {
    const store = new FolderStore({ root: staged.path, publicBase: '', linkSecrets: ['x'.repeat(32)] });
    expect(await store.check()).toMatchObject({ ok: false, kind: 'folder' });
    await expect(store.put(KEY, staged, META)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

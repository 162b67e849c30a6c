import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FolderInUse, lockFolder } from './folder-lock.ts';

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lock-'));
  folder = path.join(root, 'data');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const leave = (holder: object): void => writeFileSync(`${folder}.lock`, JSON.stringify(holder));

it('is held once, even by this process, and free again after release', () => {
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderInUse);
  expect(() => lockFolder(folder)).toThrow(`folder ${folder} is in use by process ${process.pid} (this one)`);
  release();
  lockFolder(folder)();
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

it('is taken over from a process that is gone', () => {
  leave({ pid: 2 ** 22 + 1, started: '1', host: hostname() });
  expect(() => lockFolder(folder)()).not.toThrow();
});

it('is taken over when the pid belongs to another process by now', () => {
  leave({ pid: process.pid, started: 'long ago', host: hostname() });
  expect(() => lockFolder(folder)()).not.toThrow();
});

it('is taken over from a file that says nothing', () => {
  writeFileSync(`${folder}.lock`, '');
  expect(() => lockFolder(folder)()).not.toThrow();
});

it('of another host counts while its file is touched, and not when it has been silent', () => {
  leave({ pid: 1, started: '1', host: 'elsewhere' });
  expect(() => lockFolder(folder)).toThrow('process 1 on host elsewhere');
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(`${folder}.lock`, longAgo, longAgo);
  expect(() => lockFolder(folder)()).not.toThrow();
});

it('does not remove a lock that somebody else has taken since', () => {
  const release = lockFolder(folder);
  leave({ pid: 1, started: '1', host: 'elsewhere' });
  release();
  expect(readFileSync(`${folder}.lock`, 'utf8')).toContain('elsewhere');
});

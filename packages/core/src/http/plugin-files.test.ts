import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servePluginFiles } from './plugin-files.ts';

const ADDRESS = '/plugins/food/1.0.0/ui/ui-a1.js';
let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-plugin-files-'));
  const file = path.join(folder, 'ui-a1.js');
  await writeFile(file, 'export {};');
  const app = express()
    .use(servePluginFiles({ files: new Map([[ADDRESS, file]]), integrity: {}, entries: new Map() }))
    .get('/plugins', (_request, response) => {
      response.send('the page of plugins');
    });
  server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

test('a file of a plugin is for ever, and nothing else has an address', async () => {
  const file = await fetch(url + ADDRESS);
  expect([file.status, await file.text()]).toEqual([200, 'export {};']);
  expect(file.headers.get('cache-control')).toContain('immutable');
  expect((await fetch(`${url}/plugins/food/1.0.0/server/plugin.js`)).ok).toBe(false);
  expect((await fetch(url + ADDRESS, { method: 'POST' })).ok).toBe(false);
});

test('the back office has its own page at /plugins, also when it is loaded again', async () => {
  expect(await (await fetch(`${url}/plugins`)).text()).toBe('the page of plugins');
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveSite } from './site.ts';

const PAGE = `<html><head><meta property="csp-nonce" nonce="__CSP_NONCE__"><!--importmap-->
<script type="module" nonce="__CSP_NONCE__" src="/assets/index-a1.js"></script></head></html>`;
const MAP = {
  imports: { react: '/assets/shared/react-a1.js' },
  integrity: { '/assets/shared/react-a1.js': 'sha384-host' },
  versions: { react: '19.3.1' },
};

let folder: string;
let server: Server;
let url: string;
let installed: Record<string, string> = {};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-site-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), PAGE);
  await writeFile(path.join(folder, 'assets/index-a1.js'), 'export {};');
  const app = express().use(serveSite(folder, { installed: () => installed }));
  server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const page = async (at = '/') => {
  const response = await fetch(url + at);
  const html = await response.text();
  const script = /<script type="importmap" nonce="([^"]+)">(.*?)<\/script>/.exec(html);
  return {
    html,
    policy: response.headers.get('content-security-policy') ?? '',
    nonce: script?.[1],
    map: script && (JSON.parse(script[2]!) as object),
  };
};

test('a page that was built without shared modules has an empty map', async () => {
  expect((await page()).map).toEqual({ imports: {}, integrity: {} });
});

test('the import map stands before the first module, with the nonce of this response', async () => {
  await writeFile(path.join(folder, 'importmap.json'), JSON.stringify(MAP));
  const { html, policy, nonce, map } = await page('/entities');
  expect(map).toEqual({ imports: MAP.imports, integrity: MAP.integrity });
  expect(policy).toContain(`script-src 'self' 'nonce-${nonce}';`);
  expect(policy).not.toContain('unsafe-');
  expect(html.indexOf('importmap')).toBeLessThan(html.indexOf('type="module"'));
  expect((await page()).nonce).not.toBe(nonce);
});

test('it carries the hashes of what is installed at the time of the request', async () => {
  await writeFile(path.join(folder, 'importmap.json'), JSON.stringify(MAP));
  installed = { '/plugins/food/1.0.0/ui/ui-b2.js': 'sha384-food' };
  expect((await page()).map).toEqual({
    imports: MAP.imports,
    integrity: { ...MAP.integrity, '/plugins/food/1.0.0/ui/ui-b2.js': 'sha384-food' },
  });
  installed = {};
  expect((await page()).map).toEqual({ imports: MAP.imports, integrity: MAP.integrity });
});

test('no address can end the script or stand for another text', async () => {
  const address = "/plugins/x/</script><script>alert(1)</script>$'$&.js";
  installed = { [address]: 'sha384-x' };
  const { html, map } = await page();
  expect(map).toMatchObject({ integrity: { [address]: 'sha384-x' } });
  expect(html).not.toContain('alert(1)</script>');
  installed = {};
});

test('a script that is not there is a 404, never the page', async () => {
  expect((await fetch(`${url}/assets/gone-a1.js`)).status).toBe(404);
  expect((await fetch(`${url}/plugins/food/1.0.0/ui/ui-b2.js`)).status).toBe(404);
  expect((await fetch(`${url}/assets/index-a1.js`)).headers.get('cache-control')).toContain('immutable');
});

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import express, { Router, type Response } from 'express';

/** A nonce for one response: what carries it may run, nothing else. */
export const cspNonce = (): string => randomBytes(18).toString('base64url');

const policy = (nonce: string): string =>
  [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self' blob:`,
    `frame-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `form-action 'self'`,
  ].join('; ');

/** What a built page leaves beside it: where shared modules are, and what each must hash to. */
interface ImportMap {
  readonly imports: Readonly<Record<string, string>>;
  readonly integrity: Readonly<Record<string, string>>;
}

/** Empty where the page was built without shared modules. */
const readImportMap = async (folder: string): Promise<ImportMap> => {
  const text = await readFile(path.join(folder, 'importmap.json'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '{"imports":{},"integrity":{}}';
    throw error;
  });
  return JSON.parse(text) as ImportMap;
};

/** An import map has to be inline, and before the first module that it speaks of. */
const importMapScript = ({ imports, integrity }: ImportMap, installed: FileHashes, nonce: string): string => {
  const map = { imports, integrity: { ...integrity, ...installed } };
  // No text in it can end the script.
  const json = JSON.stringify(map).replaceAll('<', String.raw`\u003c`);
  return `<script type="importmap" nonce="${nonce}">${json}</script>`;
};

/** Address of a file → `sha384-…`: the browser runs no other content under that address. */
export type FileHashes = Readonly<Record<string, string>>;

export interface SiteOptions {
  /** Scripts of plugins that were installed into this portal, asked for with each page. */
  readonly installed?: () => FileHashes;
}

const YEAR_SECONDS = 31_536_000;

/**
 * Serves a built single-page application: hashed files for a year, and the page itself, with a fresh nonce in it,
 * for every other address. A file that is not there is a 404, never the page. Where the page has the comment
 * `<!--importmap-->`, the import map stands: shared modules of the build and hashes of what is installed.
 *
 * @param folder of `index.html`, `assets/` and, where plugins can be installed, `importmap.json`
 */
export const serveSite = (folder: string, { installed = () => ({}) }: SiteOptions = {}): Router => {
  const router = Router();
  const hashed = { immutable: true, maxAge: YEAR_SECONDS * 1000, fallthrough: false };
  router.use('/assets', express.static(path.join(folder, 'assets'), hashed));
  router.use(express.static(folder, { index: false, maxAge: 3_600_000 }));
  router.get(/^[^.]*$/, async (_request, response: Response) => {
    const nonce = cspNonce();
    const html = await readFile(path.join(folder, 'index.html'), 'utf8');
    const script = importMapScript(await readImportMap(folder), installed(), nonce);
    response.setHeader('content-security-policy', policy(nonce));
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(
      // a function: text of the map is never taken for a pattern
      html.replaceAll('__CSP_NONCE__', nonce).replace('<!--importmap-->', () => script),
    );
  });
  return router;
};

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

const YEAR_SECONDS = 31_536_000;

/**
 * Serves a built single-page application: hashed files for a year, and the page itself, with a fresh nonce in it,
 * for every other address. A file that is not there is a 404, never the page.
 *
 * @param folder of `index.html` and `assets/`
 */
export const serveSite = (folder: string): Router => {
  const router = Router();
  router.use(
    '/assets',
    express.static(path.join(folder, 'assets'), {
      immutable: true,
      maxAge: YEAR_SECONDS * 1000,
      fallthrough: false,
    }),
  );
  router.use(express.static(folder, { index: false, maxAge: 3_600_000 }));
  router.get(/^[^.]*$/, async (_request, response: Response) => {
    const nonce = cspNonce();
    const html = await readFile(path.join(folder, 'index.html'), 'utf8');
    response.setHeader('content-security-policy', policy(nonce));
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(html.replaceAll('__CSP_NONCE__', nonce));
  });
  return router;
};

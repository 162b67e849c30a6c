import path from 'node:path';
import { Router } from 'express';
import type { InstalledUi } from '../package/ui-files.ts';
import { notFound } from './problem.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * Serves what installed plugins bring to the browser. Only files that were checked at the start have an address: there
 * is no way from one to another file of the disk, and what is not there is a 404.
 */
export const servePluginFiles = ({ files }: InstalledUi): Router => {
  const router = Router();
  // Below it, not at it: `/plugins` itself is a page of the back office.
  router.all('/plugins/*path', (request, response) => {
    const file = files.get(request.path);
    if (file === undefined || !['GET', 'HEAD'].includes(request.method)) throw notFound('file');
    response.setHeader('x-content-type-options', 'nosniff');
    response.sendFile(path.basename(file), {
      // The folder of plugins may stand below one whose name begins with a dot.
      root: path.dirname(file),
      dotfiles: 'allow',
      immutable: true,
      maxAge: YEAR_SECONDS * 1000,
    });
  });
  return router;
};

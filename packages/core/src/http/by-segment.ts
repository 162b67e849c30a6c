import { Router, type RequestHandler } from 'express';

/**
 * Finds the routes that an address can lead to by its first segment after `/v1`: a router tries one route after the other, and a
 * portal with many plugins has hundreds.
 */
export class RoutesBySegment {
  readonly #routers = new Map<string, Router>();

  /** @param path from the root: `/v1/notes/notes/:id` */
  routerFor(path: string): Router {
    const segment = segmentOf(path);
    const known = this.#routers.get(segment);
    if (known) return known;
    const router = Router();
    this.#routers.set(segment, router);
    return router;
  }

  /** Every one of them. */
  all(): readonly Router[] {
    return [...this.#routers.values()];
  }

  readonly handle: RequestHandler = (request, response, next) => {
    const router = this.#routers.get(segmentOf(request.path));
    if (router) router(request, response, next);
    else next();
  };
}

const PREFIX = '/v1/'.length;

const segmentOf = (path: string): string => {
  const end = path.indexOf('/', PREFIX);
  return path.slice(PREFIX, end < 0 ? undefined : end).toLowerCase();
};

import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:http';
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { RoutesBySegment } from './by-segment.ts';
import { mountOf, type Dispatcher } from './dispatch.ts';
import { notFound, Refusal } from './problem.ts';
import { problemHandler } from './problem-handler.ts';
import type { ProblemRegistry } from './problems.ts';
import type { RequestWithId } from './request-context.ts';
import { securityHeaders } from './security-headers.ts';

export interface ServerParts {
  readonly manifests: readonly PluginManifest[];
  /** ids of plugins whose routes are not known */
  readonly unread: readonly string[];
  readonly dispatcher: Dispatcher;
  readonly problems: ProblemRegistry;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: number;
  readonly ready: () => Promise<{
    readonly ready: boolean;
    readonly checks: Readonly<Record<string, string>>;
  }>;
  readonly scrape: () => Promise<void>;
  /** what a scraper has to bring */
  readonly metricsToken?: string;
  /** what installed plugins bring to the browser */
  readonly pluginFiles: Router;
  /** what is served beside the API: the back office, the API reference */
  readonly site?: Router;
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compared in constant time: what answers sooner tells how much of a guess is right. */
const isBearer = (request: Request, token: string): boolean =>
  timingSafeEqual(hash(request.get('authorization') ?? ''), hash(`Bearer ${token}`));

const JSON_LIMIT = '1mb';

const requestId = (request: Request, response: Response, next: NextFunction): void => {
  const given = request.get('x-request-id');
  const id = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  (request as RequestWithId).id = id;
  response.setHeader('x-request-id', id);
  next();
};

/** One line a request, and its time by route: never by address, which would be one series for each id. */
const observe = (metrics: Metrics, log: Logger) => {
  // Looking for secrets in it takes four times as long as the line: it has none.
  const lines = log.child({}, { redact: [] });
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = process.hrtime.bigint();
    response.on('finish', () => {
      const secondsTaken = Number(process.hrtime.bigint() - started) / 1e9;
      const route = (response.locals as { route?: string }).route ?? 'unrouted';
      metrics.requestDuration.observe(
        { method: request.method, route, status: response.statusCode },
        secondsTaken,
      );
      lines.info(
        {
          requestId: (request as RequestWithId).id,
          method: request.method,
          path: request.path,
          status: response.statusCode,
          ms: Math.round(secondsTaken * 1000),
        },
        'request',
      );
    });
    next();
  };
};

const cors =
  (origins: readonly string[]) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const origin = request.get('origin');
    if (origin && origins.includes(origin)) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-allow-credentials', 'true');
      response.vary('origin');
      if (request.method === 'OPTIONS') {
        response.setHeader('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
        response.setHeader(
          'access-control-allow-headers',
          'authorization, content-type, idempotency-key, x-requested-with, x-request-id',
        );
        response.setHeader('access-control-max-age', '600');
        response.status(204).end();
        return;
      }
    }
    next();
  };

export const createApp = (parts: ServerParts): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustedProxies);
  app.set('query parser', 'simple');
  // Replies of the API are not to be stored, so nobody asks for one again by its tag; files bring their own.
  app.set('etag', false);
  app.use(requestId, observe(parts.metrics, parts.log), securityHeaders(), cors(parts.corsOrigins));

  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const { ready, checks } = await parts.ready();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', checks });
  });
  app.get('/metrics', async (request, response) => {
    if (parts.metricsToken !== undefined && !isBearer(request, parts.metricsToken))
      throw new Refusal('UNAUTHENTICATED', 'Send the METRICS_TOKEN: Authorization: Bearer <token>.');
    await parts.scrape();
    response.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics());
  });

  const json = express.json({ limit: JSON_LIMIT, type: ['application/json', 'application/*+json'] });
  const routes = new RoutesBySegment();
  for (const manifest of parts.manifests) {
    for (const route of manifest.routes ?? []) {
      const path = `${mountOf(manifest.id)}${route.path}`;
      const handler = parts.dispatcher.handler(manifest, route);
      const readBody = route.body && !('kind' in route.body) ? [json] : [];
      routes.routerFor(path)[route.method](path, ...readBody, (request: Request, response: Response) => {
        (response.locals as { route?: string }).route = path;
        // Express 5 hands a rejection to the problem handler.
        return handler(request, response);
      });
    }
  }
  app.locals['routes'] = routes;
  app.use(routes.handle);
  for (const id of parts.unread) {
    app.use(mountOf(id), () => {
      throw new Refusal('PLUGIN_QUARANTINED', `The plugin "${id}" could not be loaded.`);
    });
  }
  app.use('/v1', () => {
    throw notFound('address');
  });
  app.use(compression());
  app.use(parts.pluginFiles);
  if (parts.site) app.use(parts.site);
  app.use(() => {
    throw notFound('address');
  });
  app.use(problemHandler(parts.problems, parts.log));
  return app;
};

/** The port is taken: by what is not known, but which port is. */
export class PortInUse extends Error {
  readonly code = 'PORT_IN_USE';

  constructor(port: number) {
    super(`port ${port} is in use: stop the other process or set PORT to a free one`);
  }
}

/** How long the slowest sender may take over one request: 12 kB/s for the largest file there usually is. */
const REQUEST_MS = 15 * 60_000;

export const listen = (app: Express, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error & { code?: string }) => {
      if (!error) {
        server.requestTimeout = REQUEST_MS;
        resolve(server);
      } else reject(error.code === 'EADDRINUSE' ? new PortInUse(port) : error);
    });
  });

/** Stops taking requests, lets those under way finish, then closes what still hangs. */
export const closeServer = async (server: Server, graceMs: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
};

import { z } from 'zod';
import { OWN_PROFILE } from '../plugin/permission.ts';
import { get, type RouteDefinition } from '../plugin/route.ts';
import { portal, PortalManifest } from './portal.ts';

export const portalRoutes: readonly RouteDefinition[] = [
  get('/portal', {
    summary: 'What is on for the tenant of the token, and what its person may do',
    permission: OWN_PROFILE,
    reply: PortalManifest,
    deps: { portal },
    load: () => import('./routes/portal.ts'),
  }),
  get('/openapi', {
    summary: 'OpenAPI 3.1 of everything that is on for the tenant of the token',
    permission: OWN_PROFILE,
    reply: z.looseObject({ openapi: z.string() }),
    deps: { portal },
    load: () => import('./routes/openapi.ts'),
  }),
];

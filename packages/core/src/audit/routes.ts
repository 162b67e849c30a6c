import { get, type RouteDefinition } from '../plugin/route.ts';
import { db } from '../plugin/services.ts';
import { AuditPage, AuditQuery } from './contract.ts';

export const auditRoutes: readonly RouteDefinition[] = [
  get('/audit', {
    summary: 'Who changed what, newest first, with the row before and after',
    permission: 'core.audit.read',
    about: 'entities',
    query: AuditQuery,
    reply: AuditPage,
    deps: { db },
    load: () => import('./routes/list.ts'),
  }),
];

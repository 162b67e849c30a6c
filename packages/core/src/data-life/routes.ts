import { job, type JobDefinition } from '../plugin/job.ts';
import { get, post, type RouteDefinition } from '../plugin/route.ts';
import { dataLife, EXPORT_JOB, ExportPayload, PURGE_JOB, PurgePayload } from './contract.ts';
import * as shapes from './route-shapes.ts';

/** Longer than it takes to write out what the largest tenant has. */
const LIMIT_MS = 30 * 60_000;

export const dataLifeJobs: readonly JobDefinition[] = [
  job(EXPORT_JOB, {
    payload: ExportPayload,
    retries: 3,
    timeoutMs: LIMIT_MS,
    deps: { data: dataLife },
    load: () => import('./export-job.ts'),
  }),
  job(PURGE_JOB, {
    payload: PurgePayload,
    retries: 3,
    timeoutMs: LIMIT_MS,
    deps: { data: dataLife },
    load: () => import('./purge-job.ts'),
  }),
];

export const dataLifeRoutes: readonly RouteDefinition[] = [
  post('/plugins/:id/exports', {
    ...shapes.requestExport,
    summary: 'Asks for an export of everything that a plugin keeps; a job makes it',
    permission: 'core.plugin.export',
    about: 'tenant',
    status: 202,
    load: () => import('./routes/request-export.ts'),
  }),
  get('/plugins/:id/exports', {
    ...shapes.listExports,
    summary: 'Exports of a plugin, newest first',
    permission: 'core.plugin.export',
    about: 'tenant',
    load: () => import('./routes/list-exports.ts'),
  }),
  post('/plugins/:id/exports/:export/link', {
    ...shapes.linkExport,
    summary: 'A link to an export, good for five minutes',
    permission: 'core.plugin.export',
    about: 'tenant',
    act: 'core.plugin.export.download',
    load: () => import('./routes/link-export.ts'),
  }),
  get('/plugin-tombstones', {
    ...shapes.listTombstones,
    summary: 'What was purged of this tenant, newest first',
    permission: 'core.plugin.read',
    about: 'tenant',
    load: () => import('./routes/list-tombstones.ts'),
  }),
  post('/plugin-tombstones/:id/link', {
    ...shapes.linkTombstone,
    summary: 'A link to what was exported before a purge, good for five minutes',
    permission: 'core.plugin.export',
    about: 'tenant',
    act: 'core.plugin.export.download',
    load: () => import('./routes/link-tombstone.ts'),
  }),
  post('/operator/tenants/:id/plugins/:plugin/purge', {
    ...shapes.requestPurge,
    summary:
      'Exports and deletes what an archived plugin keeps of a tenant, and leaves a tombstone; a job does it',
    permission: 'operator.plugin.purge',
    status: 202,
    load: () => import('./routes/request-purge.ts'),
  }),
  get('/operator/plugin-tombstones', {
    ...shapes.listTombstones,
    summary: 'What was purged of all tenants, newest first',
    permission: 'operator.plugin.read',
    load: () => import('./routes/list-all-tombstones.ts'),
  }),
  post('/operator/tenants/:id/plugin-tombstones/:tombstone/link', {
    ...shapes.linkTenantTombstone,
    summary: 'A link to what was exported before a purge, good for five minutes',
    permission: 'operator.plugin.purge',
    act: 'operator.plugin.export.download',
    load: () => import('./routes/link-tenant-tombstone.ts'),
  }),
];

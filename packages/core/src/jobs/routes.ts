import { get, idParams, post, type RouteDefinition } from '../plugin/route.ts';
import { audit, db } from '../plugin/services.ts';
import { Discard, JobChanged, JobPage, JobQuery } from './contract.ts';

export const jobRoutes: readonly RouteDefinition[] = [
  get('/jobs', {
    summary: 'Jobs in one state; by default those that failed for good',
    permission: 'core.job.read',
    about: 'tenant',
    query: JobQuery,
    reply: JobPage,
    deps: { db },
    load: () => import('./routes/list.ts'),
  }),
  post('/jobs/:id/retry', {
    summary: 'Runs a job that failed for good once more, from the first attempt',
    permission: 'core.job.update',
    about: 'tenant',
    act: 'core.job.retry',
    params: idParams,
    reply: JobChanged,
    deps: { db, audit },
    load: () => import('./routes/retry.ts'),
  }),
  post('/jobs/:id/discard', {
    summary: 'Gives up a job that failed for good, with a reason',
    permission: 'core.job.update',
    about: 'tenant',
    act: 'core.job.discard',
    params: idParams,
    body: Discard,
    reply: JobChanged,
    deps: { db, audit },
    load: () => import('./routes/discard.ts'),
  }),
];

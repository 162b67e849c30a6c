import { job, scheduled } from '@compliance-os/core';
import { generateShape, nightlyShape, statusShape } from './job-shapes.ts';

export const generateJob = job('compliance.generate', {
  ...generateShape,
  timeoutMs: 900_000,
  load: () => import('./generate.ts'),
});

/** Keeps twelve months ahead. Costs one hash where nothing that decides has changed. */
export const nightlyJob = scheduled('compliance.generate-ahead', {
  ...nightlyShape,
  cron: '30 1 * * *',
  missed: 'latest',
  perTenant: true,
  timeoutMs: 900_000,
  load: () => import('./generate-ahead.ts'),
});

/** Stores colours and exposure, and tells what changed. At five past, so that the first run of a day is of that day. */
export const statusJob = scheduled('compliance.status', {
  ...statusShape,
  cron: '5 * * * *',
  missed: 'latest',
  perTenant: true,
  timeoutMs: 600_000,
  load: () => import('./status.ts'),
});

export const JOBS = [generateJob, nightlyJob, statusJob];

import { contributions, db, events, job, scheduled, tenantConfig } from '@compliance-os/core';
import { z } from 'zod';
import { LocalDateSchema } from '../domain/index.ts';

const law = { db, contributions };

export const GeneratePayload = z.object({
  from: LocalDateSchema,
  to: LocalDateSchema,
  /** within the reach of the one who asked, when he asked */
  entityIds: z.array(z.uuid()),
});

export const generateShape = { payload: GeneratePayload, deps: { ...law, events, config: tenantConfig } };
export const generateJob = job('compliance.generate', {
  ...generateShape,
  timeoutMs: 900_000,
  load: () => import('./generate.ts'),
});

export const nightlyShape = { deps: { ...law, events, config: tenantConfig } };
/** Keeps twelve months ahead. Costs one hash where nothing that decides has changed. */
export const nightlyJob = scheduled('compliance.generate-ahead', {
  ...nightlyShape,
  cron: '30 1 * * *',
  missed: 'latest',
  perTenant: true,
  timeoutMs: 900_000,
  load: () => import('./generate-ahead.ts'),
});

export const statusShape = { deps: { ...law, events } };
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

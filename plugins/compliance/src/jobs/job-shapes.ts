import { contributions, db, events, evidence, tenantConfig } from '@compliance-os/core';
import { z } from 'zod';
import { LocalDateSchema } from '../domain/index.ts';

/** What each job takes and needs: read by its definition and by its handler. */

const law = { db, contributions };
const generation = { ...law, evidence, events, config: tenantConfig };

const GeneratePayload = z.object({
  from: LocalDateSchema,
  to: LocalDateSchema,
  /** within the reach of the one who asked, when he asked */
  entityIds: z.array(z.uuid()),
  revise: z.array(z.string()).default([]),
});

export const generateShape = { payload: GeneratePayload, deps: generation };
export const nightlyShape = { deps: generation };
export const statusShape = { deps: { ...law, events } };

import { contributions, db, events, tenantConfig } from '@compliance-os/core';
import { z } from 'zod';
import { LocalDateSchema } from '../domain/index.ts';

/** What each job takes and needs: read by its definition and by its handler. */

const law = { db, contributions };

const GeneratePayload = z.object({
  from: LocalDateSchema,
  to: LocalDateSchema,
  /** within the reach of the one who asked, when he asked */
  entityIds: z.array(z.uuid()),
});

export const generateShape = { payload: GeneratePayload, deps: { ...law, events, config: tenantConfig } };
export const nightlyShape = { deps: { ...law, events, config: tenantConfig } };
export const statusShape = { deps: { ...law, events } };

import { z } from 'zod';
import { event, type RouteHandler } from '../../src/index.ts';
import { cache, db, events, evidence, http, jobs, secrets, tenantConfig } from '../../src/index.ts';

export const Licence = z.object({ id: z.uuid(), number: z.string(), due: z.iso.date().nullable() });
export const NewLicence = z.object({
  number: z.string().regex(/^\d{14}$/),
  due: z.iso.date().optional(),
});
export const licenceAdded = event('licences.added', z.object({ id: z.uuid() }));
export const Remind = z.object({ id: z.uuid(), in: z.coerce.number().default(3) });

export const list = {
  query: z.object({ limit: z.coerce.number().int().max(50).default(10) }),
  reply: z.array(Licence),
  deps: { db },
};
export const add = { body: NewLicence, reply: Licence, deps: { db, events, jobs, cache } };
export const settings = {
  reply: z.object({ days: z.number(), secret: z.boolean(), evidence: z.int() }),
  deps: { tenantConfig, secrets, evidence },
};
export const act = {
  body: z.object({ what: z.string(), with: z.string().optional() }),
  reply: z.object({ told: z.unknown() }),
  deps: { db, http, jobs },
};
export type ActHandler = RouteHandler<typeof act>;
export const Settings = z.object({
  days: z.number().int().min(1).default(30).meta({ title: 'Days before' }),
});

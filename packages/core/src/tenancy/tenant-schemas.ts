import { z } from 'zod';
import { listQuery, pageOf } from '../http/list.ts';
import { Email } from '../identity/email.ts';

/** Shapes of the operators' routes. */

export const TenantItem = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    status: z.enum(['active', 'suspended']),
    createdAt: z.iso.datetime(),
    people: z.int(),
  })
  .meta({ id: 'Tenant' });
export type TenantItem = z.infer<typeof TenantItem>;

export const TenantQuery = listQuery(['name', 'createdAt'], 'name').extend({
  q: z.string().trim().max(100).optional(),
  status: z.enum(['active', 'suspended']).optional(),
});
export const TenantPage = pageOf(TenantItem);

const TenantName = z.string().trim().min(1).max(200);

export const NewTenantBody = z.object({
  name: TenantName,
  /** short name in addresses */
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/),
  /** gets an invitation as tenant administrator */
  administrator: z.object({ email: Email, name: z.string().trim().min(1).max(200) }),
});
export const TenantChange = z.object({
  name: TenantName.optional(),
  status: z.enum(['active', 'suspended']).optional(),
});

export const SystemLogItem = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    act: z.string(),
    detail: z.record(z.string(), z.unknown()),
    address: z.string().nullable(),
  })
  .meta({ id: 'SystemLogItem' });
export const SystemLogQuery = listQuery(['seq'], '-seq').extend({
  act: z.string().max(100).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
});
export const SystemLogPage = pageOf(SystemLogItem);

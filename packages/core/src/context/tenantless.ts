import { Access } from '../access/access.ts';
import type { Context } from './context.ts';

/** The tenant of a context that has none: public routes, operator routes. No row carries it. */
export const NO_TENANT = '00000000-0000-0000-0000-000000000000';

export const isTenantless = (ctx: Pick<Context, 'tenant'>): boolean => ctx.tenant === NO_TENANT;

/** A context for what happens outside tenants. It reaches no tenant's rows and has no permission. */
export const tenantless = (rest: Omit<Context, 'tenant' | 'access'>): Context => ({
  ...rest,
  tenant: NO_TENANT,
  access: Access.nothing,
});

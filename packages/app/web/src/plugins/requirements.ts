import type { TenantPlugin } from '../api/core.ts';

/** The ids of the plugins that must be on first. */
export const requirementsOf = ({ requires }: Pick<TenantPlugin, 'requires'>): readonly string[] =>
  Array.isArray(requires) ? requires : Object.keys(requires);

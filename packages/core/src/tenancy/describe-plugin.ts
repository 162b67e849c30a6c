import { z } from 'zod';
import type { DataFacts } from '../data-life/data-facts.ts';
import { judge, type Transition, type TransitionFacts } from '../data-life/transition.ts';
import { mountOf } from '../http/dispatch.ts';
import type { PluginState as Readiness } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { PluginPreview, TenantPlugin } from './plugin-administration.ts';
import type { PluginRow } from './plugin-rows.ts';

/** A plugin as the administrators of a tenant see it. */
export const describePlugin = (
  { id, name, version, requires = {}, config: schemas }: PluginManifest,
  row: PluginRow,
  dependants: readonly string[],
  health: Readiness,
): TenantPlugin => ({
  id,
  name,
  version,
  state: row.state,
  allowed: row.allowed,
  requires: { ...requires },
  dependants: [...dependants],
  configSchema: schemas?.tenant
    ? (z.toJSONSchema(schemas.tenant, { io: 'input' }) as Record<string, unknown>)
    : null,
  config: schemas?.tenant ? { ...row.config } : null,
  health,
  purge: row.purge as TenantPlugin['purge'],
});

/** What a transition would change: what appears or goes, what is kept, and why it may not happen. */
export const previewOf = (
  manifest: PluginManifest,
  transition: Transition,
  facts: TransitionFacts,
  data: DataFacts,
  contributions: PluginPreview['contributions'],
): PluginPreview => {
  const { from, to, refusals } = judge(transition, facts);
  const sum = (of: 'rows' | 'bytes') => data.sizes.reduce((total, size) => total + size[of], 0);
  return {
    plugin: manifest.id,
    name: manifest.name,
    transition,
    from,
    to,
    refusals: [...refusals],
    effect: to === 'enabled' ? 'appears' : from === 'enabled' ? 'goes' : 'stays-off',
    routes: (manifest.routes ?? []).map(({ method, path, permission }) => ({
      method: method.toUpperCase(),
      path: `${mountOf(manifest.id)}${path}`,
      permission: permission ?? null,
    })),
    permissions: (manifest.permissions ?? []).map(({ label }) => label),
    roles: (manifest.roles ?? []).map(({ name }) => name),
    jobs: (manifest.jobs ?? []).map(({ name }) => name),
    slots: [...(manifest.ui?.slots ?? [])],
    contributions,
    missing: [...facts.missing],
    dependants: [...facts.dependants],
    data: { rows: sum('rows'), bytes: sum('bytes'), tables: [...data.sizes] },
    retention: data.retention,
    evidence: data.evidence,
  };
};

import type { Cache, Context, Contributions, Db } from '@compliance-os/core';
import type { Dashboard } from '../api/overview.ts';
import { contentHash } from '../store/content-hash.ts';
import { countUndetermined, dashboardOf, standing, type DashboardFilters } from '../store/dashboard.ts';
import { frozenNames } from './frozen.ts';

/** How old the numbers may be; people who look at the same scope share them. */
const STALE_MS = 2_000;

export const readDashboard = async (
  {
    db,
    cache,
    contributions,
  }: { readonly db: Db; readonly cache: Cache; readonly contributions: Contributions },
  ctx: Context,
  wanted: Omit<DashboardFilters, 'frozen'>,
): Promise<Dashboard> => {
  const filters = { ...wanted, frozen: await frozenNames(ctx, contributions) };
  const scope = ctx.access.reach('compliance.report.read').map(({ entities, dimensions }) => ({
    entities: entities === 'all' ? 'all' : [...entities].toSorted(),
    dimensions: Object.entries(dimensions).map(([name, values]) => [name, [...values].toSorted()]),
  }));
  const key = `dashboard|${ctx.today}|${contentHash([scope, filters])}`;
  return cache.get(ctx, key, { ttlMs: STALE_MS, tags: ['dashboard'] }, async () => {
    const q = db.report(ctx);
    const [{ rows, days }, undetermined] = await Promise.all([
      standing(q, ctx, filters),
      countUndetermined(q, ctx, filters),
    ]);
    return dashboardOf(ctx.today, rows, days, undetermined);
  });
};

import { contributions, db, definePlugin, evidenceOn, provide, tenantHook } from '@compliance-os/core';
import { EVENTS } from './api/events.ts';
import { FAMILY_DIMENSION, PERMISSIONS, ROLES } from './api/permissions.ts';
import { derivedFactsPoint, mastersPoint, registrationTypesPoint } from './api/points.ts';
import { PROBLEMS } from './api/problems.ts';
import { instances, registrations } from './api/tokens.ts';
import { JOBS } from './jobs/definitions.ts';
import { ROUTES } from './routes/index.ts';
import { TenantSettings } from './services/settings.ts';

/** The engine: from what a company is to what it owes, by when, and the record that it was done. It knows no law. */
export default definePlugin({
  id: 'compliance',
  name: 'Compliance',
  version: '1.1.0',
  hostApi: '^1.0.0',
  config: { tenant: TenantSettings },
  permissions: PERMISSIONS,
  roles: ROLES,
  dimensions: [FAMILY_DIMENSION],
  problems: PROBLEMS,
  data: { migrations: new URL('../migrations/', import.meta.url), retentionYears: 8 },
  services: [
    provide(instances, { deps: { db, contributions }, load: () => import('./services/instances-reader.ts') }),
    provide(registrations, { deps: { db }, load: () => import('./services/registrations-reader.ts') }),
  ],
  extensionPoints: [mastersPoint, registrationTypesPoint, derivedFactsPoint],
  routes: ROUTES,
  jobs: JOBS,
  events: { emits: EVENTS },
  evidence: [evidenceOn('instance', { deps: { db }, load: () => import('./services/evidence-place.ts') })],
  ui: { entry: './ui', slots: ['instance.tab', 'entity.panel', 'dashboard.widget', 'route'] },
  metrics: tenantHook({ deps: { db, contributions }, load: () => import('./services/metrics.ts') }),
});

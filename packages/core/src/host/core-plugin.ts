import { CORE_PERMISSIONS } from '../access/permissions.ts';
import { ACCESS_PROBLEMS } from '../access/problems.ts';
import { accessRoutes } from '../access/routes.ts';
import { auditRoutes } from '../audit/routes.ts';
import { evidenceStore } from '../evidence/contract.ts';
import { evidenceApproved, evidenceUploaded } from '../evidence/events.ts';
import { EVIDENCE_PROBLEMS } from '../evidence/problems.ts';
import { evidenceJobs, evidenceRoutes, evidenceServices } from '../evidence/routes.ts';
import { IDENTITY_PROBLEMS } from '../identity/problems.ts';
import { peopleRoutes } from '../identity/people-routes.ts';
import { identityRoutes } from '../identity/routes.ts';
import { identityServices } from '../identity/services.ts';
import { jobRoutes } from '../jobs/routes.ts';
import { mailRoutes, mailServices } from '../mail/routes.ts';
import { definePlugin, hook, HOST_API } from '../plugin/manifest.ts';
import { DATA_LIFE_PROBLEMS } from '../data-life/problems.ts';
import { dataLifeJobs, dataLifeRoutes } from '../data-life/routes.ts';
import { PLUGIN_PROBLEMS } from '../tenancy/host-plugin-administration.ts';
import { TENANCY_PROBLEMS } from '../tenancy/problems.ts';
import { tenancyRoutes } from '../tenancy/routes.ts';
import { tenancyServices } from '../tenancy/services.ts';
import { SECRET_PROBLEMS } from '../secrets/problems.ts';
import { secretRoutes } from '../secrets/routes.ts';
import { portalRoutes } from '../tenancy/portal-routes.ts';

/**
 * Core as a plugin: the host treats its tables, routes, jobs and services like any plugin's. It differs in three
 * things: it is always on, it stands at `/v1` itself, and it may use core's own handles.
 */
export const corePlugin = definePlugin({
  id: 'core',
  name: 'Core',
  version: HOST_API,
  hostApi: `^${HOST_API}`,
  critical: true,
  permissions: CORE_PERMISSIONS,
  problems: [
    ...IDENTITY_PROBLEMS,
    ...ACCESS_PROBLEMS,
    ...EVIDENCE_PROBLEMS,
    ...PLUGIN_PROBLEMS,
    ...DATA_LIFE_PROBLEMS,
    ...TENANCY_PROBLEMS,
    ...SECRET_PROBLEMS,
  ],
  data: { migrations: new URL('../migrations/', import.meta.url), retentionYears: 8 },
  services: [...identityServices, ...tenancyServices, ...evidenceServices, ...mailServices],
  jobs: [...evidenceJobs, ...dataLifeJobs],
  health: hook({ deps: { store: evidenceStore }, load: () => import('../evidence/health.ts') }),
  events: { emits: [evidenceUploaded, evidenceApproved] },
  routes: [
    ...identityRoutes,
    ...peopleRoutes,
    ...accessRoutes,
    ...tenancyRoutes,
    ...dataLifeRoutes,
    ...secretRoutes,
    ...portalRoutes,
    ...evidenceRoutes,
    ...auditRoutes,
    ...jobRoutes,
    ...mailRoutes,
  ],
});

/** What stands in for each service that a plugin may inject. A new service gets a file here and a line below. */
import { testAudit } from './audit.ts';
import { testCache } from './cache.ts';
import { testClock } from './clock.ts';
import { testContributions } from './contributions.ts';
import { testDb } from './db.ts';
import { testEntities } from './entities.ts';
import { testEvents } from './events.ts';
import { testEvidence } from './evidence.ts';
import { testHostConfig } from './host-config.ts';
import { testHttp } from './http.ts';
import { testJobs } from './jobs.ts';
import { testLog } from './log.ts';
import { testSecrets } from './secrets.ts';
import { testTenantConfig } from './tenant-config.ts';

/** By the name of the token: `testServices.http.fake(…)`, `.spy(…)`, `.factory(…)`. */
export const testServices = {
  audit: testAudit,
  cache: testCache,
  clock: testClock,
  contributions: testContributions,
  db: testDb,
  entities: testEntities,
  events: testEvents,
  evidence: testEvidence,
  hostConfig: testHostConfig,
  http: testHttp,
  jobs: testJobs,
  log: testLog,
  secrets: testSecrets,
  tenantConfig: testTenantConfig,
} as const;

export { contributed, type FakeContribution } from './contributions.ts';
export type { FakeRequest, Scripted } from './http.ts';
export type { Called, Spied, TestService } from './test-service.ts';

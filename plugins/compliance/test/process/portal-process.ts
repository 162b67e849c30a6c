/** A portal in a process of its own, so that a test can kill it. What is configured is shorter than in production. */
import { postgresDatabase, redisQueue } from '@compliance-os/core/host';
import { startTestHost } from '@compliance-os/core/testing';
import gst from '@compliance-os/gst/plugin';
import compliance from '../../src/plugin.ts';
import listening from './listening.ts';
import type { PortalOptions, PortalReady } from './spawn-portal.ts';

const { url, ownerUrl, tenants, folder, works } = JSON.parse(process.argv[2]!) as PortalOptions;

const limited = (generateMs: number): typeof compliance => ({
  ...compliance,
  jobs: (compliance.jobs ?? []).map((job) =>
    job.name === 'compliance.generate' ? { ...job, timeoutMs: generateMs } : job,
  ),
});

const host = await startTestHost({
  plugins: [works ? limited(works.generateMs) : compliance, gst, listening],
  database: postgresDatabase({ url, ownerUrl, pool: 10 }),
  knownTenants: tenants,
  folder,
  ...(works
    ? {
        queue: redisQueue({ ...works.redis, lockMs: 1_000 }),
        jobs: { sweepMs: 200 },
        timing: { leaseGraceMs: 500, rungAgainAfterMs: 1_000 },
      }
    : {}),
});
if (works) await host.host.jobs.start(2);
const ready: PortalReady = { url: host.url, checker: host.as('a', { name: 'Checker' }).token };
process.stdout.write(`${JSON.stringify(ready)}\n`);

/** A host in a process of its own, so that a test can kill it: what it is told comes as JSON in the first argument. */
import { postgresDatabase } from '../../src/db/open.ts';
import { S3Store } from '../../src/evidence/store/index.ts';
import { redisQueue } from '../../src/jobs/queue/index.ts';
import { startTestHost } from '../../src/testing/harness.ts';
import { choresPlugin, slowly } from '../chores/plugin.ts';
import type { HostProcessOptions, HostProcessReady } from './spawn-host.ts';

const { url, ownerUrl, redis, tenants, folder, s3, concurrency, timing, sweepMs } = JSON.parse(
  process.argv[2]!,
) as HostProcessOptions;

const t = await startTestHost({
  plugins: [choresPlugin(slowly, { timeoutMs: 1_000, retries: 1_000 })],
  database: postgresDatabase({ url, ownerUrl, pool: 10 }),
  knownTenants: tenants,
  folder,
  ...(s3 ? { store: new S3Store(s3) } : {}),
  timing,
  jobs: { sweepMs, perTenant: 50 },
  ...(redis ? { queue: redisQueue({ url: redis.url, prefix: redis.prefix, lockMs: 1_000 }) } : {}),
});
if (concurrency > 0) await t.host.jobs.start(concurrency);
const ready: HostProcessReady = {
  url: t.url,
  maker: t.as('a', { name: 'Maker' }).token,
  checker: t.as('a', { name: 'Checker' }).token,
};
process.stdout.write(`${JSON.stringify(ready)}\n`);

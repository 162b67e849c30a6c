import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { redisQueue } from '@compliance-os/core/host';
import {
  freshPostgres,
  requireServer,
  startRedis,
  startTestHost,
  type OpenedDatabase,
  type RedisServer,
} from '@compliance-os/core/testing';
import gst from '@compliance-os/gst/plugin';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import compliance from '../src/plugin.ts';
import { seedGstins } from './generating/seed-gstins.ts';
import listening from './process/listening.ts';
import { spawnPortal } from './process/spawn-portal.ts';
import { runDue, type Host } from './setup.ts';

/** Kills of the long form, in the middle of a run each: `KILLS=30`. */
const KILLS = Number(process.env['KILLS'] ?? 3);
/** Of one run, one after the other; with seven a run is given up before it is complete, and has to be retried by hand. */
const OF_ONE_RUN = [3, 7, 2];
/** Written in chunks of 200, a transaction each. */
const SUBJECTS = 500;
const MONTHS = 3;
/** Long enough for a whole run on a busy machine. */
const GENERATE_MS = 5_000;

const adminUrl = inject('postgresUrl');
const missing = requireServer('postgres') === undefined || requireServer('redis') === undefined;

type Tenant = 'a' | 'b';
interface Job {
  readonly state: string;
  readonly claims: number;
  readonly lastError: string | null;
}

describe.skipIf(missing || adminUrl === undefined)('generation whose worker is killed', () => {
  let redis: RedisServer;
  let opened: OpenedDatabase;
  let folder: string;
  let host: Host;

  beforeAll(async () => {
    redis = await startRedis();
    opened = await freshPostgres(adminUrl!);
    folder = await mkdtemp(path.join(tmpdir(), 'generation-survives-'));
    host = await startTestHost({
      plugins: [compliance, gst, listening],
      database: opened.database,
      queue: redisQueue({ url: redis.url, prefix: 'killed' }),
    });
    for (const tenant of Object.values(host.tenants)) await seedGstins(host, tenant, SUBJECTS);
  });
  afterAll(async () => {
    await host?.stop();
    await opened?.drop();
    await redis?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const worker = () =>
    spawnPortal({
      ...opened.urls!,
      tenants: host.tenants,
      folder,
      works: { redis: { url: redis.url, prefix: 'killed' }, generateMs: GENERATE_MS },
    });
  /** Asks for the months of the round, which come after those of the round before. @returns id of the job */
  const ask = async (tenant: Tenant, round: number): Promise<string> => {
    const from = new Date(Date.UTC(2026, 11 + round * MONTHS, 1)).toISOString().slice(0, 10);
    const { body } = await host
      .as(tenant)
      .post<{ jobId: string }>('/v1/compliance/generation/run', { from, months: MONTHS });
    return body.jobId;
  };
  const jobOf = async (id: string): Promise<Job> => {
    const [job] = await host.sql<Job>(
      `select state, lease_no as claims, last_error as "lastError" from core.job where id = $1`,
      [id],
    );
    return job!;
  };
  const until = async (id: string, what: (job: Job) => boolean): Promise<Job> => {
    for (const began = Date.now(); Date.now() - began < 60_000; await delay(20)) {
      const job = await jobOf(id);
      if (what(job)) return job;
    }
    throw new Error(`the job is still ${JSON.stringify(await jobOf(id))}`);
  };
  /** Until it is as asked. What was given up meanwhile says why, and is retried as the portal offers it. */
  const untilRetried = async (id: string, what: (job: Job) => boolean): Promise<void> => {
    const job = await until(id, (now) => what(now) || now.state === 'dead');
    if (job.state !== 'dead') return;
    expect(job.lastError).toBe('it was taken up 6 times and never came to an end');
    expect((await host.as('a').post(`/v1/jobs/${id}/retry`)).status).toBe(200);
    await until(id, what);
  };

  /** What each subject of the tenant has, as one line, and how many have just that. */
  const calendars = async (tenant: Tenant): Promise<Readonly<Record<string, number>>> => {
    const found = await host.sql<{ calendar: string; subjects: number }>(
      `select calendar, count(*)::int as subjects from (
         select md5(string_agg(concat_ws('|', master_code, period, statutory_date, extended_date, part_from, part_to, status), ',' order by master_code, period)) as calendar
         from compliance.registration r left join compliance.instance i on i.tenant_id = r.tenant_id and i.subject_id = r.id
         where r.tenant_id = $1 group by r.id) s
       group by 1`,
      [host.tenants[tenant]],
    );
    return Object.fromEntries(found.map(({ calendar, subjects }) => [calendar, subjects]));
  };
  /** Which part of the subjects of tenant `a` does not have that calendar yet. */
  const missingOf = async (calendar: Readonly<Record<string, number>>): Promise<number> =>
    1 - ((await calendars('a'))[Object.keys(calendar)[0]!] ?? 0) / SUBJECTS;
  /** What is kept of each instance beside its row, how many are there twice, and how many were told of. */
  const examined = async (tenant: Tenant): Promise<Readonly<Record<string, number>>> => {
    const [row] = await host.sql<Record<string, number>>(
      `select count(*)::int as instances,
              (select coalesce(sum(coalesce(member_count, 1)), 0)::int from core.audit_outbox
               where tenant_id = $1 and relation = 'compliance.instance' and verb = 'insert' and kind in ('row', 'batch')) as recorded,
              (select count(*)::int from compliance.instance_state where tenant_id = $1) as coloured,
              (select coalesce(sum(n), 0)::int from compliance.instance_tally where tenant_id = $1) as counted,
              (select coalesce(sum((payload -> 'payload' ->> 'created')::int), 0)::int from core.job
               where tenant_id = $1 and name = 'listening.on.compliance.instances-generated') as told,
              (count(*) - count(distinct (master_code, subject_id, period)))::int as twice
       from compliance.instance where tenant_id = $1`,
      [host.tenants[tenant]],
    );
    return row!;
  };
  const allOf = (instances: number) => ({
    instances,
    recorded: instances,
    coloured: instances,
    counted: instances,
    told: instances,
    twice: 0,
  });

  it(
    `${KILLS} times loses nothing, makes nothing twice and leaves no subject half done`,
    async () => {
      let interrupted = 0;
      let halfDone = 0;
      // On until a kill has met a run between two chunks.
      const goesOn = () => interrupted < KILLS || halfDone === 0;
      for (let round = 0; goesOn(); round++) {
        expect(round).toBeLessThan(KILLS + 5);
        // Nobody disturbs the other tenant: this is what each subject is to have, and how long it takes.
        const before = await calendars('b');
        await ask('b', round);
        const began = Date.now();
        await runDue(host);
        const runMs = Date.now() - began;
        const after = await calendars('b');
        expect(Object.values(after)).toEqual([SUBJECTS]);

        const job = await ask('a', round);
        for (let kills = 0; kills < OF_ONE_RUN[round % OF_ONE_RUN.length]! && goesOn(); kills++) {
          const { claims } = await jobOf(job);
          const victim = await worker();
          await untilRetried(job, (now) => now.claims > claims && ['running', 'done'].includes(now.state));
          await delay(Math.random() * runMs * (await missingOf(after)));
          await victim.kill();
          const { state } = await jobOf(job);
          if (state === 'done') break;
          interrupted++;

          const written = await examined('a');
          expect(written).toEqual(allOf(written['instances']!));
          // A chunk is there whole or not at all, so every subject has all of the months or none of them.
          const found = Object.keys(await calendars('a'));
          expect([...Object.keys(before), ...Object.keys(after)]).toEqual(expect.arrayContaining(found));
          if (found.length > 1) halfDone++;
        }
        const last = await worker();
        await untilRetried(job, ({ state }) => state === 'done');
        await last.kill();
        expect(await calendars('a')).toEqual(after);
      }
      expect(await examined('a')).toEqual(await examined('b'));
      expect(await examined('a')).toEqual(allOf((await examined('b'))['instances']!));
    },
    120_000 + KILLS * 15_000,
  );
});

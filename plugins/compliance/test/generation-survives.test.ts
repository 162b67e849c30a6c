import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startTestHost, freshPostgres, type OpenedDatabase } from '@compliance-os/core/testing';
import gst from '@compliance-os/gst/plugin';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import compliance from '../src/plugin.ts';
import { seedGstins } from './generating/seed-gstins.ts';
import { runDue, type Host } from './setup.ts';

/** Kills of the long form: `KILLS=60`. */
const KILLS = Number(process.env['KILLS'] ?? 4);
/** Written in chunks, a transaction each. */
const SUBJECTS = 1_000;
const CHUNKS = 5;
const WINDOW = { from: '2026-12-01', months: 12 };

const adminUrl = inject('postgresUrl');
const WORKER = fileURLToPath(new URL('./generating/worker-process.ts', import.meta.url));

describe.skipIf(adminUrl === undefined)('generation whose worker is killed', () => {
  let opened: OpenedDatabase;
  let host: Host;

  beforeAll(async () => {
    opened = await freshPostgres(adminUrl!);
    host = await startTestHost({ plugins: [compliance, gst], database: opened.database });
    for (const tenant of Object.values(host.tenants)) await seedGstins(host, tenant, SUBJECTS);
  });
  afterAll(async () => {
    await host?.stop();
    await opened?.drop();
  });

  const ask = async (tenant: 'a' | 'b'): Promise<void> => {
    const { body } = await host
      .as(tenant)
      .post<{ jobId: string | null }>('/v1/compliance/generation/run', WINDOW);
    expect(body.jobId).not.toBeNull();
  };
  /** What each subject of the tenant has, as one line, and how many have just that. */
  const calendars = (tenant: 'a' | 'b') =>
    host.sql<{ calendar: string; subjects: number }>(
      `select calendar, count(*)::int as subjects from (
         select md5(string_agg(concat_ws('|', master_code, period, statutory_date, part_from, part_to), ',' order by master_code, period)) as calendar
         from compliance.instance where tenant_id = $1 group by subject_id) s
       group by 1`,
      [host.tenants[tenant]],
    );
  /** What must hold at every moment, and how many instances there are. */
  const examined = async (): Promise<{
    instances: number;
    recorded: number;
    coloured: number;
    twice: number;
  }> => {
    const [row] = await host.sql<{ instances: number; recorded: number; coloured: number; twice: number }>(
      `select count(*)::int as instances,
              (select coalesce(sum(coalesce(member_count, 1)), 0)::int from core.audit_outbox
               where tenant_id = $1 and relation = 'compliance.instance' and kind in ('row', 'batch')) as recorded,
              (select count(*)::int from compliance.instance_state where tenant_id = $1) as coloured,
              (count(*) - count(distinct (master_code, subject_id, period)))::int as twice
       from compliance.instance where tenant_id = $1`,
      [host.tenants.a],
    );
    return row!;
  };
  /** Time passes until the lease of the one who was killed has run out. */
  const leaseRunsOut = () =>
    host.sql(
      `update core.job set lease_until = clock_timestamp() - interval '1 second', attempts = 0
       where tenant_id = $1 and state = 'running'`,
      [host.tenants.a],
    );

  const firstChunk = async (): Promise<void> => {
    while ((await examined()).instances === 0) await delay(20);
  };
  /** The whole year is there: it is taken away, past every wall, so that there is something to interrupt again. */
  const beginAgain = async (): Promise<void> => {
    await host.database.asOwner(async (owner) => {
      await owner.query('begin');
      await owner.query('set local session_replication_role = replica');
      for (const table of [
        'compliance.instance_state',
        'compliance.instance',
        'core.audit_outbox',
        'core.job',
      ])
        await owner.query(`delete from ${table} where tenant_id = $1`, [host.tenants.a]);
      await owner.query('commit');
    });
    await ask('a');
  };

  it(
    `${KILLS} times loses nothing, makes nothing twice and leaves no subject half done`,
    async () => {
      await ask('b');
      const began = Date.now();
      await runDue(host);
      const chunkMs = (Date.now() - began) / CHUNKS;
      const [undisturbed, ...others] = await calendars('b');
      expect(others).toEqual([]);
      expect(undisturbed!.subjects).toBe(SUBJECTS);

      const worker = () =>
        spawn(
          process.execPath,
          [
            '--conditions=@compliance-os/source',
            WORKER,
            JSON.stringify({ ...opened.urls, tenants: host.tenants }),
          ],
          { stdio: ['ignore', 'pipe', 'inherit'] },
        );
      await ask('a');
      let halfDone = 0;
      for (let kills = 0; kills < KILLS; kills++) {
        const victim = worker();
        await once(victim.stdout, 'data');
        if (kills === 0) await firstChunk();
        else await delay(Math.random() * 2 * chunkMs);
        victim.kill('SIGKILL');
        await once(victim, 'exit');

        const { instances, recorded, coloured, twice } = await examined();
        expect({ recorded, coloured, twice }).toEqual({ recorded: instances, coloured: instances, twice: 0 });
        // A chunk is there whole or not at all, so every subject has all of its year or nothing.
        const found = await calendars('a');
        expect(found.map(({ calendar }) => calendar)).toEqual(instances === 0 ? [] : [undisturbed!.calendar]);
        if (found.length > 0 && found[0]!.subjects < SUBJECTS) halfDone++;
        if (found[0]?.subjects === SUBJECTS) await beginAgain();
        await leaseRunsOut();
      }
      expect(halfDone).toBeGreaterThan(0);

      const last = worker();
      expect(await once(last, 'exit')).toEqual([0, null]);

      expect(await calendars('a')).toEqual([undisturbed]);
      const { instances, recorded, coloured, twice } = await examined();
      expect({ recorded, coloured, twice }).toEqual({ recorded: instances, coloured: instances, twice: 0 });
    },
    120_000 + KILLS * 10_000,
  );
});

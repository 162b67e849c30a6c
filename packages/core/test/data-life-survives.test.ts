import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { dataLife } from '../src/data-life/contract.ts';
import { freshPostgres, startProcess, startTestHost } from '../src/testing/index.ts';
import type { PurgeProcessOptions } from './process/purge-process.ts';
import { shelfPlugin } from './shelf/plugin.ts';

const adminUrl = inject('postgresUrl');
const AFTER_RETENTION = '2035-04-01T06:00:00Z';
const TABLES = ['count', 'item', 'shelf', 'tag'] as const;

it.skipIf(adminUrl === undefined)(
  'a purge whose process is killed while it deletes has deleted nothing, and the next one does it whole',
  async () => {
    const opened = await freshPostgres(adminUrl!);
    const folder = await mkdtemp(path.join(tmpdir(), 'purge-'));
    const t = await startTestHost({
      plugins: [shelfPlugin()],
      database: opened.database,
      folder,
      now: AFTER_RETENTION,
    });
    try {
      for (const tenant of ['a', 'b'] as const) await t.as(tenant).post('/v1/shelf/fill', { items: 50 });
      await t.as('a').post('/v1/plugins/shelf/disable', {});
      await t.as('a').post('/v1/plugins/shelf/archive', {});
      const rowsOf = async (tenant: 'a' | 'b') => {
        const counts: Record<string, string> = {};
        for (const table of TABLES) {
          const [row] = await t.sql<{ rows: string }>(
            `select coalesce(md5(string_agg(r::text, ',' order by id)), '') as rows from shelf.${table} r where tenant_id = $1`,
            [t.tenants[tenant]],
          );
          counts[table] = row!.rows;
        }
        return counts;
      };
      const before = { a: await rowsOf('a'), b: await rowsOf('b') };
      // Of what goes last, each deletion now waits: everything else is deleted by then, and nothing is committed.
      await t.sql(`
        create function shelf.wait() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return null; end $$;
        create trigger zz_wait after delete on shelf.shelf for each statement execute function shelf.wait()`);
      const { kill } = await startProcess<{ purging: true }>(
        new URL('./process/purge-process.ts', import.meta.url),
        { ...opened.urls!, tenants: t.tenants, folder, now: AFTER_RETENTION } satisfies PurgeProcessOptions,
      );
      const deleting = async () =>
        t.sql(
          `select 1 from pg_stat_activity where query like 'delete from shelf.shelf%' and wait_event = 'PgSleep'`,
        );
      for (let tries = 0; tries < 600 && (await deleting()).length === 0; tries++) await delay(100);
      expect(await deleting()).toHaveLength(1);
      await kill();
      // The server looks whether the connection is there, and lets go of the rows.
      for (let tries = 0; tries < 100 && (await deleting()).length > 0; tries++) await delay(100);

      expect({ a: await rowsOf('a'), b: await rowsOf('b') }).toEqual(before);
      expect(await t.sql(`select state from core.tenant_plugin where tenant_id = $1`, [t.tenants.a])).toEqual(
        [{ state: 'archived' }],
      );
      expect(await t.sql('select 1 from core.plugin_tombstone')).toEqual([]);

      await t.sql('drop trigger zz_wait on shelf.shelf');
      const { data } = await t.host.services.resolve('core', { data: dataLife });
      const by = { id: 'operator', name: 'Operator' };
      expect(await data.purge(t.context('a', 'core.plugin.purge'), 'shelf', by)).toMatchObject({ rows: 203 });
      expect(Object.values(await rowsOf('a'))).toEqual(TABLES.map(() => ''));
      expect(await rowsOf('b')).toEqual(before.b);
    } finally {
      await t.stop();
      await opened.drop();
      await rm(folder, { recursive: true, force: true });
    }
  },
  150_000,
);

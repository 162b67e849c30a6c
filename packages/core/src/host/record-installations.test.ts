import { describe, expect, inject, it } from 'vitest';
import { PrivilegedDb } from '../db/privileged-db.ts';
import { ROLES } from '../db/roles.ts';
import { migrateAll } from './migrate-all.ts';
import { corePlugin } from './core-plugin.ts';
import { FrozenClock } from '../context/clock.ts';
import { freshEmbedded, freshPostgres } from '../testing/databases.ts';
import type { InstalledVersion } from '../package/load-installed.ts';
import { recordInstallations } from './record-installations.ts';

const postgresUrl = inject('postgresUrl');

const food = (version: string, refused?: string): InstalledVersion => ({
  id: 'food',
  version,
  key: '0123456789abcdef',
  refused,
});

describe.each(['embedded', 'postgres'] as const)('the record of installed plugins, %s', (kind) => {
  it.skipIf(kind === 'postgres' && postgresUrl === undefined)(
    'has each change once, whoever of several processes sees it first',
    async () => {
      const { database, drop } =
        kind === 'postgres' ? await freshPostgres(postgresUrl!) : await freshEmbedded();
      try {
        await migrateAll(database, [corePlugin]);
        const system = new PrivilegedDb(database.pool, ROLES.system);
        const clock = new FrozenClock('2026-11-26T10:00:00Z');
        const start = (...versions: InstalledVersion[]) => recordInstallations(system, clock, versions);
        const atOnce = (...versions: InstalledVersion[]) =>
          Promise.all(Array.from({ length: 8 }, () => start(...versions)));
        await atOnce(); // opens the connections, so that the next ones do meet
        await atOnce(food('1.0.0'));
        await start(food('1.1.0'));
        await start(food('1.1.0', 'a file was changed'));
        await start(food('1.1.0', 'a file was changed'));
        await start(food('1.1.0'));
        await atOnce();
        await start(food('1.1.0'));
        const rows = await system
          .read('operator: log')
          .rows<{ act: string; version: string; reason: string | null }>(
            `select act, detail ->> 'version' as version, detail ->> 'reason' as reason from core.system_log order by seq`,
          );
        expect(rows.map(({ act, version, reason }) => [act, version, reason])).toEqual([
          ['plugin.installed', '1.0.0', null],
          ['plugin.installed', '1.1.0', null],
          ['plugin.refused', '1.1.0', 'a file was changed'],
          ['plugin.installed', '1.1.0', null],
          ['plugin.removed', '1.1.0', null],
          ['plugin.installed', '1.1.0', null],
        ]);
      } finally {
        await drop();
      }
    },
  );
});

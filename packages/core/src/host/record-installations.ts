import type { Clock } from '../context/clock.ts';
import type { Queries } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import { logSystemAct } from '../identity/system-log.ts';
import type { InstalledVersion } from '../package/load-installed.ts';

/** Acts without a tenant that change what code runs here. */
export const PLUGIN_ACTS = {
  installed: 'plugin.installed',
  removed: 'plugin.removed',
  refused: 'plugin.refused',
} as const;

const HOST = { kind: 'system', id: 'host', name: 'Host' } as const;

/** One number for all processes that start on one database. */
const LOCK = 5_021_947_313;

interface Recorded {
  readonly plugin: string;
  readonly act: string;
  readonly version: string;
  readonly reason: string | null;
}

/**
 * Records in the system log what has been installed, removed or refused since the last start: who installs does so
 * beside the database, and the log learns of it here. What has not changed is not recorded again.
 */
export const recordInstallations = async (
  system: RoleDb,
  clock: Clock,
  versions: readonly InstalledVersion[],
): Promise<void> => {
  const scope = { purpose: 'operator: installed plugins', actor: HOST };
  await system.transaction(scope, async (tx) => {
    await tx.run('select pg_advisory_xact_lock($1)', [LOCK]);
    const last = new Map((await lastActs(tx)).map((row) => [row.plugin, row]));
    const log = (act: string, detail: Record<string, string | null>): Promise<void> =>
      logSystemAct(tx, { at: clock.now(), actor: HOST, act, detail, address: undefined });
    for (const { id, version, key, refused } of versions) {
      const act = refused === undefined ? PLUGIN_ACTS.installed : PLUGIN_ACTS.refused;
      const before = last.get(id);
      const reason = refused ?? null;
      if (before?.act === act && before.version === version && before.reason === reason) continue;
      await log(act, { plugin: id, version, key: key ?? null, reason });
    }
    const here = new Set(versions.map(({ id }) => id));
    for (const { plugin, act, version } of last.values())
      if (act !== PLUGIN_ACTS.removed && !here.has(plugin))
        await log(PLUGIN_ACTS.removed, { plugin, version, key: null, reason: null });
  });
};

const lastActs = (tx: Queries): Promise<readonly Recorded[]> =>
  tx.rows<Recorded>(
    `select distinct on (detail ->> 'plugin') detail ->> 'plugin' as plugin, act, detail ->> 'version' as version,
       detail ->> 'reason' as reason
     from core.system_log where act = any($1) order by detail ->> 'plugin', seq desc`,
    [Object.values(PLUGIN_ACTS)],
  );

import { setTimeout as delay } from 'node:timers/promises';
import type { PluginManifest } from '../../plugin/manifest.ts';
import type { Finding } from '../../plugin/validate.ts';
import { freshEmbedded, freshPostgres, type OpenedDatabase } from '../databases.ts';
import { startTestHost, type TestHost, type TestHostOptions } from '../harness.ts';
import { checkAbsence } from './absence.ts';
import { Findings, NotConformant } from './findings.ts';
import { checkIsolation } from './isolation.ts';
import { followLeftovers } from './leftovers.ts';
import { checkHealth, checkMetrics, checkStarted, checkStopped } from './lifecycle.ts';
import { checkLoads } from './loads.ts';
import { checkManifest } from './manifest.ts';
import { checkMigrations } from './migrations.ts';
import type { ConformanceOptions, Tenant } from './options.ts';
import { openProbe } from './probe.ts';
import { checkRoutes } from './routes.ts';
import { checkMigratedTwice, checkTables } from './tables.ts';
import { Watch } from './watch.ts';

/** How long what was closed may take until it is gone. */
const SETTLE_MS = 50;

const start = (
  { manifest }: Watch,
  { database }: OpenedDatabase,
  { plugins = [], overrides = [], now, startMs, stopMs }: ConformanceOptions,
  knownTenants?: Readonly<Record<Tenant, string>>,
): Promise<TestHost<Tenant>> =>
  startTestHost({
    plugins: [...plugins, manifest],
    database,
    overrides,
    timing: {
      ...(startMs === undefined ? {} : { startMs }),
      ...(stopMs === undefined ? {} : { stopMs }),
    },
    ...(now === undefined ? {} : { now }),
    ...(knownTenants === undefined ? {} : { knownTenants }),
  } satisfies TestHostOptions<Tenant>);

/** All that needs a host which runs the plugin. */
const checkRunning = async (
  watch: Watch,
  opened: OpenedDatabase,
  options: ConformanceOptions,
  findings: Findings,
): Promise<void> => {
  const { manifest } = watch;
  const host = await start(watch, opened, options);
  try {
    if (!checkStarted(host, manifest.id, '', findings)) return;
    const probe = await openProbe(manifest, host, watch, findings, options);
    if (!probe) return;
    await checkHealth(probe);
    await checkMetrics(probe);
    await checkRoutes(probe);
    await checkIsolation(probe);
    await checkAbsence(probe);
  } finally {
    await checkStopped(host, manifest.id, findings);
  }
  const again = await start(watch, opened, options, host.tenants);
  try {
    checkStarted(again, manifest.id, ', a second time in one process', findings);
  } finally {
    await checkStopped(again, manifest.id, findings);
  }
};

/**
 * Asks of a plugin everything that its contract promises, on a host of its own with two tenants and a clock that stands.
 * @returns what is wrong with it, all of it; nothing where it conforms
 */
export const findNonconformance = async (
  plugin: PluginManifest,
  options: ConformanceOptions = {},
): Promise<readonly Finding[]> => {
  const findings = new Findings(String(plugin.id));
  const watch = new Watch(plugin);
  checkManifest(plugin, options, findings);
  const leftovers = followLeftovers(watch);
  await checkLoads(plugin, watch, findings);
  await checkMigrations(plugin, findings);
  // A host would put it aside: it cannot be asked anything more.
  if (findings.all.length > 0) {
    leftovers.end();
    return findings.all;
  }
  const opened = options.postgresUrl ? await freshPostgres(options.postgresUrl) : await freshEmbedded();
  try {
    if (await checkTables(opened.database, plugin, options.plugins ?? [], findings)) {
      await checkRunning(watch, opened, options, findings);
      await checkMigratedTwice(opened.database, plugin, options.plugins ?? [], findings);
    }
  } finally {
    await opened.drop();
  }
  await delay(SETTLE_MS);
  for (const left of leftovers.end())
    findings.add('stop', 'nothing that the plugin opened to be open after it', left);
  return findings.all;
};

/**
 * The same, for a test.
 * @throws NotConformant with every finding: plugin, path, expected, received, remedy
 */
export const runConformance = async (
  plugin: PluginManifest,
  options: ConformanceOptions = {},
): Promise<void> => {
  const findings = await findNonconformance(plugin, options);
  if (findings.length > 0) throw new NotConformant(plugin.id, findings);
};

import type { Server } from 'node:http';
import type { Express, Router } from 'express';
import knex from 'knex';
import { recordAct } from '../audit/act.ts';
import { refusalRecorder } from '../audit/recorder.ts';
import { CacheStore } from '../cache/cache.ts';
import type { Invalidation } from '../cache/invalidation.ts';
import type { Config } from '../config/config.ts';
import { Services } from '../container/container.ts';
import { withOverrides, type ServiceOverride } from '../container/override.ts';
import type { Clock } from '../context/clock.ts';
import { keptFor } from '../context/kept.ts';
import { within } from '../context/within.ts';
import type { Database } from '../db/open.ts';
import { PrivilegedDb } from '../db/privileged-db.ts';
import { identityDb, purgeDb, systemDb } from '../db/role-db.ts';
import { ROLES } from '../db/roles.ts';
import { SchemaMismatch } from '../db/schema-gaps.ts';
import { Transactions } from '../db/transactions.ts';
import { Dispatcher } from '../http/dispatch.ts';
import { servePluginFiles } from '../http/plugin-files.ts';
import type { ProblemRegistry } from '../http/problems.ts';
import type { RateLimits } from '../http/rate-limit.ts';
import { closeServer, createApp, listen } from '../http/server.ts';
import type { Authenticator } from '../identity/principal.ts';
import { processOf } from '../isolation/isolated-manifest.ts';
import { JobDispatcher } from '../jobs/dispatcher.ts';
import { EventOutbox } from '../jobs/events.ts';
import { Outbox, type Doorbell } from '../jobs/outbox.ts';
import type { JobQueue } from '../jobs/queue/index.ts';
import { JobRunner } from '../jobs/runner.ts';
import { Schedules } from '../jobs/schedules.ts';
import { Circuits } from '../limits/circuits.ts';
import { Shares } from '../limits/shares.ts';
import type { Logger } from '../observability/logger.ts';
import { Metrics } from '../observability/metrics.ts';
import { Lifecycle } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { LoadedPlugins } from '../package/load-installed.ts';
import { NO_UI } from '../package/ui-files.ts';
import { startOrder } from '../plugin/order.ts';
import {
  clock as clockToken,
  contributions as contributionsToken,
  type Contributions,
} from '../plugin/services.ts';
import { addressable, describeFinding, validateManifests } from '../plugin/validate.ts';
import { Enablement } from '../tenancy/enablement.ts';
import { authenticatorFrom, bindCore, type CoreBindings } from './bind-core.ts';
import { metricsCollector } from './collect-metrics.ts';
import { JobsRoom, knownJobs, scheduledJobs } from './jobs-room.ts';
import { checkWalls, findSchemaGaps, migrateAll } from './migrate-all.ts';
import { standInFor, type UnreadPlugin } from './read-manifests.ts';
import { pluginDb, pluginValues } from './plugin-values.ts';
import { delivery, upkeep } from './upkeep.ts';
import { problemRegistry } from './problem-registry.ts';
import { recordInstallations } from './record-installations.ts';
import { TIMING, type Timing } from './timing.ts';

export interface HostOptions {
  readonly config: Config;
  /** core's manifest and the plugins' */
  readonly core: PluginManifest;
  readonly plugins: readonly PluginManifest[];
  /** plugins whose manifest could not be read; they are shown as quarantined */
  readonly unread?: readonly UnreadPlugin[];
  /** what installed packages bring to the browser, and which of them there are, for the system log */
  readonly installed?: Pick<LoadedPlugins, 'ui' | 'versions'>;
  readonly database: Database;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly log: Logger;
  readonly invalidation: Invalidation;
  readonly limits: RateLimits;
  /** values for the tokens of core's rooms: store, mailer, demo sign-ins */
  readonly bindings: CoreBindings;
  /** stands in for the real one in tests of plugins */
  readonly authenticator?: Authenticator;
  /** bring the schemas up to date before starting; a production host leaves that to `migrate` */
  readonly migrate: boolean;
  readonly site?: (host: Host) => Router;
  /** services that tests give the plugins instead of the host's own */
  readonly overrides?: readonly ServiceOverride[];
  /** where what plugins do has to be waited for longer, or less long, than usual */
  readonly timing?: Partial<Timing>;
}

export interface Host {
  readonly app: Express;
  readonly manifests: readonly PluginManifest[];
  readonly services: Services;
  readonly lifecycle: Lifecycle;
  readonly enablement: Enablement;
  readonly transactions: Transactions;
  readonly contributions: Contributions;
  readonly metrics: Metrics;
  readonly problems: ProblemRegistry;
  readonly jobs: JobsRoom;
  /** @returns the server, once it takes requests */
  listen(port: number, address: string): Promise<Server>;
  stop(): Promise<void>;
}

/**
 * Builds a host and takes its plugins to ready.
 * @throws Error with every finding about a manifest that the host cannot do without
 * @throws SchemaMismatch where core's own schema is older or newer than its code
 * @throws WallsDown where the database does not isolate tenants
 */
export const createHost = async (options: HostOptions): Promise<Host> => {
  const { config, database, clock, log } = options;
  const timing: Timing = { ...TIMING, ...options.timing };
  const unread = options.unread ?? [];
  const { ui, versions } = options.installed ?? { ui: NO_UI, versions: [] };
  const declared = [options.core, ...options.plugins, ...unread.map(standInFor)];
  const { ordered, findings: circles } = startOrder(declared);
  const findings = [...validateManifests(declared), ...circles];

  const services = new Services();
  const lifecycle = new Lifecycle(ordered, services, log, timing);
  const transactions = new Transactions(database.pool, recordAct);
  const system = new PrivilegedDb(database.pool, ROLES.system);
  const enablement = new Enablement(system, declared, options.invalidation);
  const build = knex({ client: 'pg' });
  const coreDb = pluginDb('core', { database, transactions, build });
  const doorbell: { current: Doorbell | undefined } = { current: undefined };
  const outbox = new Outbox(coreDb, transactions, { ring: () => doorbell.current?.ring() });
  const events = new EventOutbox(coreDb, outbox, enablement, declared);
  const cache = new CacheStore(options.invalidation, transactions);
  const metrics = new Metrics();
  const circuits = new Circuits();

  for (const manifest of options.plugins) {
    processOf(manifest)?.attach(
      {
        log: log.child({ plugin: manifest.id }),
        expiry: (ctx) => transactions.timeOf(ctx)?.expired,
        onGivenUp: (error) => {
          try {
            lifecycle.quarantine(manifest.id, 'process', error);
          } catch (critical) {
            log.fatal({ err: critical as Error }, 'a plugin that the portal cannot do without is gone');
          }
        },
      },
      manifest.events?.emits ?? [],
    );
  }
  for (const { id, error, phase = 'import' } of unread) lifecycle.quarantine(id, phase, error);
  for (const plugin of new Set(findings.map((finding) => finding.plugin))) {
    // Who requires what could not be read lacks all that it would have declared: that is why, and not this.
    if (lifecycle.state(plugin).state === 'quarantined') continue;
    const reasons = findings.filter((finding) => finding.plugin === plugin).map(describeFinding);
    lifecycle.quarantine(plugin, 'validation', new Error(reasons.join('\n')));
  }
  const sound = ordered.filter(({ id }) => findings.every(({ plugin }) => plugin !== id));
  const readyOnes = () => ordered.filter(({ id }) => lifecycle.state(id).state === 'ready');
  const problems = problemRegistry(readyOnes(), (plugin, error) =>
    lifecycle.quarantine(plugin, 'problems', error),
  );
  if (options.migrate) {
    const limits = { limitMs: timing.migrateMs, totalMs: timing.migrateAllMs };
    const failures = await migrateAll(database, readyOnes(), undefined, limits);
    for (const { plugin, name, error } of failures) lifecycle.quarantine(plugin, `migration ${name}`, error);
  }
  for (const gap of await findSchemaGaps(database, readyOnes())) {
    const mismatch = new SchemaMismatch(gap);
    if (gap.plugin === options.core.id) throw mismatch;
    lifecycle.quarantine(gap.plugin, 'schema', mismatch);
  }
  await checkWalls(database, readyOnes());
  await recordInstallations(system, clock, versions);

  const contributions: Contributions = {
    all: (point) => lifecycle.contributions(point) as never,
    of: async (ctx, point) => {
      const on = transactions.of(ctx)
        ? await enablement.onWithin(ctx, coreDb.read(ctx))
        : await enablement.onFor(ctx.tenant);
      return lifecycle.contributions(point).filter(({ plugin }) => on.has(plugin)) as never;
    },
  };
  services.bindHost(clockToken, clock);
  services.bindHost(contributionsToken, contributions);
  services.bindHost(systemDb, system);
  services.bindHost(identityDb, new PrivilegedDb(database.pool, ROLES.identity));
  const purge = new PrivilegedDb(database.pool, ROLES.purge);
  services.bindHost(purgeDb, purge);
  bindCore({
    ...options,
    services,
    lifecycle,
    enablement,
    transactions,
    manifests: ordered,
    sound,
    uiEntries: ui.entries,
    circuits,
    metrics,
    coreDb,
    system,
    purge,
    outbox,
    events,
  });
  const authenticator = options.authenticator ?? authenticatorFrom(services);

  const { masterKey } = options.bindings.identity;
  const values = { database, transactions, build, outbox, events, cache, log, coreDb, masterKey, circuits };
  for (const manifest of readyOnes()) {
    try {
      const hostConfig = config.plugins[manifest.id] ?? usualConfig(manifest);
      services.openPlugin(
        manifest.id,
        withOverrides(manifest, pluginValues(manifest, { ...values, hostConfig }), options.overrides ?? []),
      );
    } catch (error) {
      lifecycle.quarantine(manifest.id, 'config.host', error);
    }
  }
  for (const manifest of readyOnes()) {
    try {
      for (const definition of manifest.services ?? []) services.provide(manifest.id, definition);
    } catch (error) {
      lifecycle.quarantine(manifest.id, 'services', error);
    }
  }
  await lifecycle.start();
  for (const manifest of options.plugins)
    if (lifecycle.state(manifest.id).state === 'quarantined') processOf(manifest)?.close();

  const dispatcher = new JobDispatcher(system, options.queue, log, {
    perTenant: config.jobs.perTenant,
    batch: 200,
    rungAgainAfterMs: timing.rungAgainAfterMs,
    sweepEveryMs: config.jobs.sweepMs,
  });
  doorbell.current = dispatcher;
  const runner = new JobRunner({
    jobs: knownJobs(ordered, timing.deliveryMs),
    services,
    lifecycle,
    enablement,
    transactions,
    coreDb,
    systemDb: system,
    clock,
    log,
    shares: new Shares(config.jobs.perPlugin ?? Math.max(1, Math.floor(config.jobs.concurrency * 0.8))),
    leaseGraceMs: timing.leaseGraceMs,
  });
  const schedules = new Schedules({
    scheduled: scheduledJobs(ordered),
    db: system,
    enablement,
    clock,
    log,
    doorbell: dispatcher,
  });
  const jobs = new JobsRoom({
    dispatcher,
    runner,
    schedules,
    queue: options.queue,
    log,
    upkeep: upkeep(services),
    deliver: delivery(services),
    deliverEveryMs: config.jobs.sweepMs,
    tickMs: timing.tickMs,
  });

  const http = new Dispatcher({
    services,
    lifecycle,
    enablement,
    authenticator,
    transactions,
    coreDb,
    system,
    clock,
    log,
    limits: options.limits,
    shares: new Shares(config.limits.pluginRequests),
    handlerTimeoutMs: config.http.handlerTimeoutMs,
    onRefused: refusalRecorder(system, log),
  });

  let server: Server | undefined;
  const host: Host = {
    get app() {
      return app;
    },
    manifests: ordered,
    services,
    lifecycle,
    enablement,
    transactions,
    contributions,
    metrics,
    problems,
    jobs,
    listen: async (port, address) => {
      server = await listen(app, port, address);
      return server;
    },
    stop: async () => {
      if (server) await closeServer(server, timing.stopGraceMs);
      await jobs.stop();
      await lifecycle.stop();
      for (const manifest of options.plugins) processOf(manifest)?.close();
      await build.destroy();
    },
  };
  const app = createApp({
    manifests: ordered.map(addressable),
    unread: unread.map(({ id }) => id),
    dispatcher: http,
    problems,
    metrics,
    log,
    corsOrigins: config.http.corsOrigins,
    trustedProxies: config.http.trustedProxies,
    ready: readiness(options),
    scrape: metricsCollector({
      manifests: ordered,
      services,
      lifecycle,
      enablement,
      transactions,
      metrics,
      circuits,
      clock,
      log,
      limitMs: timing.metricsMs,
      keepMs: timing.metricsKeptMs,
    }),
    ...(config.http.metricsToken === undefined ? {} : { metricsToken: config.http.metricsToken }),
    pluginFiles: servePluginFiles(ui),
    ...(options.site ? { site: options.site(host) } : {}),
  });
  return host;
};

/** What a plugin's own schema makes of no configuration. */
const usualConfig = ({ config }: PluginManifest): Record<string, unknown> =>
  (config?.host?.parse({}) ?? {}) as Record<string, unknown>;

/** How long a part may take to say that it is there. */
const PROBE_MS = 2_000;

/** The store of evidence is asked this seldom: on S3 the question costs two requests. */
const STORE_ASKED_EVERY_MS = 10_000;

type Readiness = { readonly ready: boolean; readonly checks: Readonly<Record<string, string>> };

/**
 * Ready when the database answers; the queue, the store of evidence and plugins that are down do not change that. Why
 * stands in the log: the answer is open to everybody.
 */
const readiness = ({ database, queue, bindings, log }: HostOptions): (() => Promise<Readiness>) => {
  const check = async (what: string, work: () => Promise<unknown>): Promise<string> =>
    within(PROBE_MS, what, work).then(
      () => 'ok',
      (error: unknown) => {
        log.warn({ err: error as Error, check: what }, 'a part of the host cannot be reached');
        return 'cannot be reached';
      },
    );
  const askStore = keptFor(STORE_ASKED_EVERY_MS, () =>
    check('the store of evidence', async () => {
      const health = await bindings.store.check();
      if (!health.ok) throw new Error(health.reason);
    }),
  );
  return async () => {
    const [inDatabase, inQueue, evidence] = await Promise.all([
      check('the database', () => database.probe()),
      check('the queue', () => queue.depth()),
      askStore(),
    ]);
    return { ready: inDatabase === 'ok', checks: { database: inDatabase, queue: inQueue, evidence } };
  };
};

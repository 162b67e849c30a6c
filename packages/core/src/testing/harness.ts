import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isOperatorPermission } from '../access/permissions.ts';
import { Access } from '../access/access.ts';
import { LocalInvalidation, type Invalidation } from '../cache/invalidation.ts';
import { connectRedis } from '../cache/redis.ts';
import type { ServiceOverride } from '../container/override.ts';
import { Config } from '../config/config.ts';
import { dateInIndia, FrozenClock } from '../context/clock.ts';
import type { Context } from '../context/context.ts';
import { newId } from '../db/id.ts';
import type { Database } from '../db/open.ts';
import type { EvidenceScanner } from '../evidence/intake/index.ts';
import { FolderStore, type EvidenceStore } from '../evidence/store/index.ts';
import { corePlugin } from '../host/core-plugin.ts';
import { createHost, type Host } from '../host/create-host.ts';
import type { ReadPlugins } from '../host/read-manifests.ts';
import type { Timing } from '../host/timing.ts';
import { createRateLimits } from '../http/rate-limit.ts';
import type { JobQueue } from '../jobs/queue/index.ts';
import type { MailTransport } from '../mail/transport.ts';
import { createLogger } from '../observability/logger.ts';
import { HOST_API, type PluginManifest } from '../plugin/manifest.ts';
import type { PluginBundle } from '../tenancy/bundles.ts';
import { TestAuthenticator, type TestPerson } from './authenticator.ts';
import { TestClient } from './client.ts';
import { freshEmbedded, freshPostgres, type OpenedDatabase } from './databases.ts';

export interface TestHostOptions<K extends string> {
  readonly plugins: readonly PluginManifest[];
  /** plugins whose manifest could not be read */
  readonly unread?: ReadPlugins['unread'];
  readonly metricsToken?: string;
  /** names of the tenants to make; two, so that what leaks has somewhere to go */
  readonly tenants?: readonly K[];
  /** URL of a PostgreSQL superuser; the embedded database in memory where there is none */
  readonly postgresUrl?: string | undefined;
  /** instant at which the clock stands */
  readonly now?: string;
  /** use core's own sign-in instead of people by token */
  readonly realSignIn?: boolean;
  readonly logLevel?: Config['log']['level'];
  /** a database that is there already, instead of a fresh one; the test drops it itself */
  readonly database?: Database;
  /** ids of tenants that are in it already, instead of new ones */
  readonly knownTenants?: Readonly<Record<K, string>>;
  /** where evidence and what is on its way in are kept; a temporary folder where it is left out */
  readonly folder?: string;
  /** connections of a fresh PostgreSQL; with one, what a statement leaves behind meets the next */
  readonly pool?: number;
  /** instead of a queue that does nothing */
  readonly queue?: JobQueue;
  /** how long plugins may take, where a test cannot wait as long as the host would */
  readonly timing?: Partial<Timing>;
  readonly handlerTimeoutMs?: number;
  readonly jobs?: Partial<Config['jobs']>;
  readonly rateLimits?: Partial<Config['limits']>;
  /** who carries mails; without one they are kept */
  readonly mail?: MailTransport;
  readonly corsOrigins?: readonly string[];
  /** services that the plugins are given instead of the host's own: `testServices.http.factory(…)` */
  readonly overrides?: readonly ServiceOverride[];
  /** where hosts tell each other what is stale and count requests together; each by itself where it is left out */
  readonly redisUrl?: string | undefined;
  /** instead of a folder */
  readonly store?: EvidenceStore;
  /** sets of plugins that are enabled at once */
  readonly bundles?: readonly PluginBundle[];
  /** looks at what is uploaded; nobody does where it is left out */
  readonly scanner?: EvidenceScanner;
}

/** A mail as it lies in the outbox. */
export interface TestMail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** id of the tenant it is about; null where it is about none */
  readonly tenant: string | null;
}

/** A host as in production, on a fresh database, listening on a free port of the loopback. */
export interface TestHost<K extends string = string> {
  readonly host: Host;
  readonly url: string;
  readonly clock: FrozenClock;
  readonly database: OpenedDatabase['database'];
  /** of `evidence`; what is on its way in is in `evidence/incoming`, as in the portal */
  readonly folder: string;
  /** id of each tenant */
  readonly tenants: Readonly<Record<K, string>>;
  /** Speaks as a person of the tenant; without more said, one who may do everything there. */
  as(tenant: K, person?: TestPerson): TestClient;
  asOperator(): TestClient;
  anonymous(): TestClient;
  /** A context of the tenant, for calling services; with `act`, one that may write. */
  context(tenant: K, act?: string): Context;
  /** Runs all jobs that are due, and those that they cause. */
  drain(): Promise<number>;
  /** Mails so far, the oldest first, whether they were kept or handed over. */
  mails(): Promise<readonly TestMail[]>;
  /** Switches a plugin on or off for a tenant, beneath the rules of the portal. */
  setPlugin(tenant: K, plugin: string, on: boolean): Promise<void>;
  /** A statement as the owner, past every wall. */
  sql<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
  stop(): Promise<void>;
}

const UNREACHED: Omit<Config['limits'], 'pluginRequests'> = {
  tenantPerMinute: 1_000_000,
  addressPerMinute: 1_000_000,
  guestPerMinute: 1_000_000,
};

/** Takes rings and does nothing: tests run jobs by `drain`, when they want them. */
const silentQueue: JobQueue = {
  add: async () => {},
  addMany: async () => {},
  start: async () => {},
  depth: async () => ({ waiting: 0, active: 0, delayed: 0 }),
  empty: async () => {},
  pause: async () => {},
  resume: async () => {},
  close: async () => {},
};

const openFor = async ({ database, postgresUrl, pool }: TestHostOptions<string>): Promise<OpenedDatabase> => {
  if (database) return { database, drop: async () => {} };
  return postgresUrl ? freshPostgres(postgresUrl, { pool }) : freshEmbedded();
};

export const startTestHost = async <const K extends string = 'a' | 'b'>(
  options: TestHostOptions<K>,
): Promise<TestHost<K>> => {
  const { knownTenants } = options;
  const names = knownTenants
    ? (Object.keys(knownTenants) as K[])
    : (options.tenants ?? (['a', 'b'] as unknown as readonly K[]));
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), 'compliance-os-test-')));
  const opened = await openFor(options);
  const { database } = opened;
  const clock = new FrozenClock(options.now ?? '2026-11-22T06:00:00Z');
  const config = Config.parse({
    http: {
      corsOrigins: options.corsOrigins ?? [],
      metricsToken: options.metricsToken,
      ...(options.handlerTimeoutMs === undefined ? {} : { handlerTimeoutMs: options.handlerTimeoutMs }),
    },
    database: {},
    redis: {},
    evidence: {},
    identity: {},
    mail: {},
    limits: { ...UNREACHED, ...options.rateLimits },
    jobs: options.jobs ?? {},
    log: {},
  });
  const log = createLogger(options.logLevel ?? 'fatal');
  const manifests = [corePlugin, ...options.plugins];
  const declared = manifests
    .flatMap(({ permissions = [] }) => permissions.map(({ name }) => name))
    .filter((name) => !isOperatorPermission(name));
  const authenticator = new TestAuthenticator(declared);
  const shared = options.redisUrl === undefined ? undefined : connectRedis(options.redisUrl, () => {});
  const invalidation: Invalidation = shared?.invalidation ?? new LocalInvalidation();

  const host = await createHost({
    config,
    core: corePlugin,
    plugins: options.plugins,
    unread: options.unread ?? [],
    database,
    queue: options.queue ?? silentQueue,
    clock,
    log,
    invalidation,
    limits: createRateLimits(config.limits, shared?.redis),
    bindings: {
      store:
        options.store ??
        new FolderStore({
          root: path.join(folder, 'evidence'),
          linkSecrets: ['a test secret of more than thirty-two bytes'],
          publicBase: '',
        }),
      evidence: {
        maxBytes: config.evidence.maxBytes,
        stagingFolder: path.join(folder, 'evidence', 'incoming'),
        retentionYears: 8,
      },
      scanning: { scanner: options.scanner },
      bundles: options.bundles ?? [],
      mail: { transport: options.mail },
      identity: {
        publicUrl: 'http://localhost',
        accessTokenSeconds: 600,
        refreshTokenSeconds: 7 * 86_400,
        masterKey: Buffer.alloc(32, 2),
      },
      demo: { mode: options.mail ? 'production' : 'embedded', demo: [] },
    },
    ...(options.realSignIn ? {} : { authenticator }),
    overrides: options.overrides ?? [],
    migrate: true,
    // a test that looks again has changed something
    timing: { metricsKeptMs: 0, ...options.timing },
  });

  const sql = <R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> =>
    database.asOwner(async (owner) => (await owner.query(text, [...values])).rows as R[]);
  const tenants: Readonly<Record<K, string>> =
    knownTenants ?? (Object.fromEntries(names.map((name) => [name, newId()])) as Record<K, string>);
  for (const name of knownTenants ? [] : names)
    await sql('insert into core.tenant (id, slug, name) values ($1, $2, $3)', [
      tenants[name],
      `tenant-${name}`,
      `Tenant ${name}`,
    ]);

  const setPlugin = async (tenant: K, plugin: string, on: boolean): Promise<void> => {
    await database.asOwner(async (owner) => {
      await owner.query('begin');
      await owner.query(
        `select set_config('app.tenant', $1, true), set_config('app.act', $2, true), set_config('app.actor', $3, true)`,
        [
          tenants[tenant],
          JSON.stringify({ id: newId(), name: 'test.set-plugin', plugin: `core@${HOST_API}`, via: 'test' }),
          JSON.stringify({ kind: 'system', id: 'test', name: 'Test' }),
        ],
      );
      await owner.query(
        `insert into core.tenant_plugin (tenant_id, id, plugin, allowed, state) values ($1, $2, $3, true, $4)
         on conflict (tenant_id, plugin) do update set allowed = true, state = excluded.state`,
        [tenants[tenant], newId(), plugin, on ? 'enabled' : 'disabled'],
      );
      await owner.query('commit');
    });
    invalidation.publish(`plugins:${tenants[tenant]}`);
  };
  for (const name of knownTenants ? [] : names)
    for (const { id } of options.plugins) await setPlugin(name, id, true);

  const server = await host.listen(0, '127.0.0.1');
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  const operatorPermissions = manifests
    .flatMap(({ permissions = [] }) => permissions.map(({ name }) => name))
    .filter(isOperatorPermission);

  return {
    host,
    url,
    clock,
    database,
    folder,
    tenants,
    as: (tenant, person = {}) => new TestClient(url, authenticator.person(tenants[tenant], person)),
    asOperator: () => new TestClient(url, authenticator.operator(operatorPermissions)),
    anonymous: () => new TestClient(url, ''),
    context: (tenant, act) => ({
      tenant: tenants[tenant],
      actor: { kind: 'system', id: 'test', name: 'Test' },
      act:
        act === undefined ? undefined : { id: newId(), name: act, plugin: `core@${HOST_API}`, via: 'test' },
      access: Access.everything,
      requestId: 'test',
      now: clock.now(),
      today: dateInIndia(clock.now()),
      log,
    }),
    drain: () => host.jobs.drain(),
    mails: () =>
      sql<TestMail>(
        'select recipient as "to", subject, body, tenant_id as tenant from core.mail_outbox order by id',
      ),
    setPlugin,
    sql,
    stop: async () => {
      await host.stop();
      shared?.close();
      await opened.drop();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
};

import path from 'node:path';
import {
  connectRedis,
  Config,
  corePlugin,
  createHost,
  createLogger,
  createRateLimits,
  FolderStore,
  openDatabase,
  redisQueue,
  systemClock,
  type Database,
  type Host,
  type Logger,
  type RateLimits,
} from '@compliance-os/core/host';
import { loadPlugins, type PluginName } from './plugin-names.ts';

export interface PortalSettings {
  /** signed in as the role that serves */
  readonly databaseUrl: string;
  readonly ownerUrl: string;
  readonly redisUrl: string;
  readonly folder: string;
  readonly plugins: readonly PluginName[];
  readonly pool: number;
  readonly migrate: boolean;
}

export interface OpenPortal {
  readonly host: Host;
  readonly database: Database;
  readonly log: Logger;
  readonly limits: RateLimits;
  close(): Promise<void>;
}

/** A million requests a second: counted as in production, and never reached. */
const UNREACHED = 60_000_000;

/** A portal as the composition root builds one for production, with the plugins and limits of a measurement. */
export const openPortal = async (settings: PortalSettings): Promise<OpenPortal> => {
  const { databaseUrl, ownerUrl, redisUrl, folder, pool, migrate } = settings;
  const config = Config.parse({
    mode: 'production',
    http: {},
    database: { url: databaseUrl, ownerUrl, pool },
    redis: { url: redisUrl },
    evidence: { folder },
    identity: { accessTokenSeconds: 86_400 },
    mail: {},
    limits: { tenantPerMinute: UNREACHED, addressPerMinute: UNREACHED, guestPerMinute: UNREACHED },
    jobs: { concurrency: 5, perTenant: 1_000 },
    log: {},
  });
  const log = createLogger(config.log.level);
  const database = await openDatabase(config.database, config.mode);
  const shared = connectRedis(redisUrl, () => {});
  const limits = createRateLimits(config.limits, shared.redis);
  const host = await createHost({
    config,
    core: corePlugin,
    plugins: await loadPlugins(settings.plugins),
    database,
    queue: redisQueue({ url: redisUrl, prefix: 'bench', logger: log }),
    clock: systemClock,
    log,
    invalidation: shared.invalidation,
    limits,
    bindings: {
      store: new FolderStore({ root: folder, publicBase: '', linkSecrets: ['x'.repeat(32)] }),
      evidence: {
        maxBytes: config.evidence.maxBytes,
        stagingFolder: path.join(folder, 'incoming'),
        retentionYears: config.evidence.retentionYears,
      },
      scanning: { scanner: undefined },
      mail: { transport: undefined },
      identity: {
        publicUrl: 'http://localhost',
        accessTokenSeconds: config.identity.accessTokenSeconds,
        refreshTokenSeconds: config.identity.refreshTokenSeconds,
        masterKey: Buffer.alloc(32, 7),
      },
      demo: { mode: config.mode, demo: [] },
    },
    migrate,
  });
  return {
    host,
    database,
    log,
    limits,
    close: async () => {
      await host.stop();
      shared.close();
      await database.close();
    },
  };
};

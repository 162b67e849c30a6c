import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ClamdScanner,
  connectRedis,
  corePlugin,
  createHost,
  createLogger,
  createRateLimits,
  FolderStore,
  LocalInvalidation,
  openDatabase,
  postgresQueue,
  redisQueue,
  S3Store,
  serveSite,
  smtpTransport,
  systemClock,
  type Config,
  type CoreBindings,
  type Database,
  type EvidenceStore,
  type Host,
  type JobQueue,
  type Logger,
} from '@compliance-os/core/host';
import { readBundles } from './bundles.ts';
import { DEMO_SIGN_INS } from './demo/people.ts';
import { probeRedis } from './redis.ts';
import { s3Options } from './s3-options.ts';
import type { Settings } from './settings.ts';
import { loadSecrets, type Secrets } from './secrets.ts';

/** A host with everything it stands on, and the one way to put it all down again. */
export interface Portal {
  readonly host: Host;
  readonly database: Database;
  readonly log: Logger;
  readonly config: Config;
  close(): Promise<void>;
}

/** The folder that a database folder lies in also holds this machine's key. */
const dataFolder = (config: Config): string => path.dirname(path.resolve(config.database.folder));

const WEB = fileURLToPath(new URL('../web/dist', import.meta.url));

const openStore = (config: Config, secrets: Secrets): EvidenceStore => {
  const { s3, folder } = config.evidence;
  if (!s3) return new FolderStore({ root: folder, publicBase: '', linkSecrets: [secrets.links] });
  return new S3Store(s3Options(s3));
};

/** @param address `host:port` or the path of a socket */
const openScanner = (address: string | undefined): ClamdScanner | undefined => {
  if (address === undefined) return undefined;
  if (address.startsWith('/')) return new ClamdScanner({ address: { socketPath: address } });
  const [host = '', port = ''] = address.split(':');
  return new ClamdScanner({ address: { host, port: Number(port) } });
};

/** Every start says so: whoever reads the log has to know that code runs here that nobody stands for. */
const warnOfUnsigned = (log: Logger, versions: Settings['packages']['versions']): void => {
  const unsigned = versions.filter(({ key, refused }) => key === undefined && refused === undefined);
  if (unsigned.length === 0) return;
  const names = unsigned.map(({ id, version }) => `${id}@${version}`);
  log.warn({ plugins: names }, 'PLUGINS_ALLOW_UNSIGNED is on: these plugins are signed by nobody');
};

const openQueue = async (config: Config, database: Database, log: Logger): Promise<JobQueue> => {
  if (config.redis.url) return redisQueue({ url: config.redis.url, prefix: 'compliance-os', logger: log });
  if (database.queuePool) return postgresQueue({ pool: database.queuePool, logger: log });
  return postgresQueue({ url: config.database.url!, logger: log });
};

/**
 * Binds the configuration to real parts and starts the plugins.
 * @param options.demo whether the sign-in page shows the demo people
 * @param options.worksJobs then a Redis that is away is an error; requests are served without it
 * @throws DatabaseUnavailable, RedisUnavailable with the variable that names it
 */
export const compose = async (
  { config, installed, packages }: Settings,
  { demo, worksJobs }: { readonly demo: boolean; readonly worksJobs: boolean },
): Promise<Portal> => {
  const log = createLogger(config.log.level);
  const bundles = await readBundles(config.installation.bundlesFile);
  warnOfUnsigned(log, packages.versions);
  const database = await openDatabase(config.database, config.mode);
  const shared = config.redis.url
    ? connectRedis(config.redis.url, (error) => log.warn({ err: error }, 'Redis'))
    : undefined;
  const { smtpUrl, from } = config.mail;
  const transport = smtpUrl && from ? smtpTransport({ url: smtpUrl, from }) : undefined;
  let queue: JobQueue | undefined;
  const putDown = async (): Promise<void> => {
    await queue?.close();
    transport?.close();
    shared?.close();
    await database.close();
  };
  try {
    await database.probe();
    if (worksJobs && config.redis.url) await probeRedis(config.redis.url);
    const secrets = await loadSecrets(config.identity.masterKey, dataFolder(config));
    const publicUrl = config.http.publicUrl ?? `http://localhost:${config.http.port}`;
    const bindings: CoreBindings = {
      store: openStore(config, secrets),
      evidence: {
        maxBytes: config.evidence.maxBytes,
        stagingFolder: path.join(config.evidence.folder, 'incoming'),
        retentionYears: config.evidence.retentionYears,
      },
      scanning: { scanner: openScanner(config.evidence.clamav) },
      identity: {
        publicUrl,
        accessTokenSeconds: config.identity.accessTokenSeconds,
        refreshTokenSeconds: config.identity.refreshTokenSeconds,
        masterKey: secrets.master,
      },
      mail: { transport },
      demo: { mode: config.mode, demo: demo ? DEMO_SIGN_INS : [] },
      bundles,
    };
    queue = await openQueue(config, database, log);
    const host = await createHost({
      config,
      core: corePlugin,
      plugins: installed.manifests,
      unread: installed.unread,
      installed: packages,
      database,
      queue,
      clock: systemClock,
      log,
      invalidation: shared?.invalidation ?? new LocalInvalidation(),
      limits: createRateLimits(config.limits, shared?.redis),
      bindings,
      migrate: config.mode === 'embedded',
      site: () => serveSite(WEB, { installed: () => packages.ui.integrity }),
    });
    const close = async (): Promise<void> => {
      await host.stop();
      await putDown();
    };
    return { host, database, log, config, close };
  } catch (error) {
    await putDown();
    throw error;
  }
};

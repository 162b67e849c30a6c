import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshPostgres, startPostgres, startRedis, TEST_LOGIN } from '@compliance-os/core/testing';
import pg from 'pg';
import { Child, type ChildOptions } from '../measure/child.ts';
import { openPortal, type OpenPortal, type PortalSettings } from './open-portal.ts';
import type { PluginName } from './plugin-names.ts';

/** Connections of each side to the database: product and baseline have the same. */
export const POOL = 10;

/** Servers, a database and a portal in it, for one benchmark. */
export interface Stage {
  readonly portal: OpenPortal;
  /** a superuser's connection to the same database, past every wall */
  readonly owner: pg.Client;
  readonly ownerUrl: string;
  /** as the role that serves */
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** a folder that goes when the stage does */
  readonly folder: string;
  /** The same portal once more, as a server in a process of its own. */
  product(flags?: readonly string[]): Promise<Child>;
  /** What a server of that portal has to be told. */
  readonly settings: PortalSettings;
  /** A module of this folder as a process, which ends with the stage. */
  start(module: string, given: object, options?: Omit<ChildOptions, 'logFile'>): Promise<Child>;
  /** Express and pg with one statement. */
  bare(text: string, values: readonly unknown[]): Promise<Child>;
}

/** Durable as in production, and room for the data set: both sides read and write under the same settings. */
const SETTINGS = {
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  work_mem: '16MB',
  max_connections: '100',
} as const;

/** Sets the stage, runs `work` on it and clears it away, whatever happens. */
export const onStage = async <T>(
  plugins: readonly PluginName[],
  work: (stage: Stage) => Promise<T>,
): Promise<T> => {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'compliance-os-bench-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startPostgres({ settings: SETTINGS });
    undo.push(() => postgres.stop());
    const redis = await startRedis();
    undo.push(() => redis.stop());
    const { urls, drop } = await freshDatabase(postgres.adminUrl);
    undo.push(drop);
    const settings: PortalSettings = {
      ...urls,
      redisUrl: redis.url,
      folder,
      plugins,
      pool: POOL,
      migrate: true,
    };
    const portal = await openPortal(settings);
    undo.push(() => portal.close());
    const owner = new pg.Client({ connectionString: urls.ownerUrl });
    await owner.connect();
    undo.push(() => owner.end());
    const start: Stage['start'] = async (module, given, options = {}) => {
      const child = await Child.start(module, given, {
        ...options,
        logFile: path.join(folder, 'children.log'),
      });
      undo.push(() => child.stop());
      return child;
    };
    return await work({
      portal,
      owner,
      ...urls,
      redisUrl: redis.url,
      folder,
      settings: { ...settings, migrate: false },
      start,
      product: (flags = []) => start('servers/product.ts', { ...settings, migrate: false }, { flags }),
      bare: (text, values) =>
        start('servers/bare.ts', { databaseUrl: urls.ownerUrl, pool: POOL, text, values }),
    });
  } finally {
    for (const step of undo.toReversed()) await step().catch(() => {});
  }
};

const freshDatabase = async (
  adminUrl: string,
): Promise<{
  readonly urls: { readonly databaseUrl: string; readonly ownerUrl: string };
  readonly drop: () => Promise<void>;
}> => {
  const { database, drop } = await freshPostgres(adminUrl);
  const name = await database.asOwner(
    async (owner) => (await owner.query<{ name: string }>('select current_database() as name')).rows[0]!.name,
  );
  const ownerUrl = new URL(adminUrl);
  ownerUrl.pathname = `/${name}`;
  const databaseUrl = new URL(ownerUrl);
  databaseUrl.username = TEST_LOGIN;
  return { urls: { databaseUrl: databaseUrl.href, ownerUrl: ownerUrl.href }, drop };
};

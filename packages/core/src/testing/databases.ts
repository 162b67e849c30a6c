import pg from 'pg';
import { openEmbedded } from '../db/embedded/index.ts';
import { embeddedDatabase, postgresDatabase, type Database } from '../db/open.ts';
import { createDatabase } from './servers/index.ts';

/** The role that the application signs in with in tests: owner of nothing, no superuser. */
export const TEST_LOGIN = 'cos_login';
/** The same, but row level security does not bind it: shows that queries name the tenant by themselves. */
export const BYPASS_LOGIN = 'cos_login_bypass';

export interface OpenedDatabase {
  readonly database: Database;
  /** where it is, for another process; the embedded database is in this one */
  readonly urls?: { readonly url: string; readonly ownerUrl: string };
  readonly drop: () => Promise<void>;
}

const createLogins = `
  do $$ begin
    create role ${TEST_LOGIN} login noinherit;
  exception when duplicate_object or unique_violation then null; end $$;`;

/** A fresh database on a real server. */
export const freshPostgres = async (
  adminUrl: string,
  { pool = 10 }: { readonly pool?: number | undefined } = {},
): Promise<OpenedDatabase> => {
  const created = await createDatabase(adminUrl);
  const admin = new pg.Client({ connectionString: created.url() });
  await admin.connect();
  await admin.query(createLogins);
  await admin.end();
  const urls = { url: created.url(TEST_LOGIN), ownerUrl: created.url() };
  const database = postgresDatabase({ ...urls, pool });
  return {
    database,
    urls,
    drop: async () => {
      await database.close();
      await created.drop();
    },
  };
};

/** A fresh embedded database in memory, in this thread. */
export const freshEmbedded = async (): Promise<OpenedDatabase> => {
  const database = embeddedDatabase(await openEmbedded({ folder: 'memory', inThread: true }), 10);
  return { database, drop: () => database.close() };
};

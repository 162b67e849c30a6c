import type { Act, Actor } from '../context/context.ts';
import { hostToken } from '../container/token.ts';
import type { Queries } from './db.ts';

export interface RoleTransaction {
  /** why this crosses or stands outside tenants: listed in one registry and tested */
  readonly purpose: string;
  /** sets the tenant for row level security, where the work is for one tenant */
  readonly tenant?: string;
  readonly actor?: Actor;
  /** needed to write a table that is audited */
  readonly act?: Act;
  /** every statement sees the database as it is when the first one begins */
  readonly snapshot?: true;
}

/** Core's own handles beside the tenant's: never injected into a plugin. */
export interface RoleDb {
  read(purpose: string): Queries;
  transaction<T>(options: RoleTransaction, work: (tx: Queries) => Promise<T>): Promise<T>;
}

/** People, passwords, sessions. */
export const identityDb = hostToken<RoleDb>('core.identity-db');
/** Work across tenants: sweeper, tick, dispatcher. */
export const systemDb = hostToken<RoleDb>('core.system-db');
/** What a plugin keeps of one tenant: counts, exports and deletes it, each time for a stated tenant. */
export const purgeDb = hostToken<RoleDb>('core.purge-db');

/** Everything that core does outside a tenant's walls, and nothing else. */
export const PURPOSES: ReadonlySet<string> = new Set([
  'jobs: claim and finish',
  'jobs: sweep what is due',
  'schedules: fill occurrences',
  'tenancy: which plugins are on',
  'evidence: serve a signed address',
  'evidence: remove what no row names',
  'http: idempotency records',
  'audit: record a refused attempt',
  'identity: sign in',
  'identity: sessions and tokens',
  'identity: invitations and resets',
  'identity: keys',
  'identity: people',
  'access: grants of a person',
  'operator: sign in',
  'operator: tenants',
  'operator: plugins',
  'operator: installed plugins',
  'operator: log',
  'operator: mail',
  'tenancy: seed',
  'mail: send',
  'plugins: what their data comes to',
  'plugins: export',
  'plugins: purge',
]);

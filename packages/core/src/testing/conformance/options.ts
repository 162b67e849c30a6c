import type { ServiceOverride } from '../../container/override.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import type { TestClient } from '../client.ts';
import type { TestHost } from '../harness.ts';

export type Tenant = 'a' | 'b';

/** Values of one tenant by name, most of them ids: what `seed` made, and `entityId`, an entity that is always there. */
export type Known = Readonly<Record<string, string>>;

/** What a route is called with. A body may be a `FormData`. */
export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Makes a call of what is known of a tenant. The kit asks for it with ids of another tenant and of nobody too.
 * @param serial grows with each call, for names and numbers that may stand once only
 */
export type Example = (known: Known, serial: number) => Call;

export interface Seeding {
  readonly host: TestHost<Tenant>;
  readonly tenant: Tenant;
  /** a person of the tenant who may do everything in it */
  readonly client: TestClient;
  readonly known: Known;
  /** Belongs into names and texts: the kit recognises what is the tenant's by it. */
  readonly text: string;
}

export interface ConformanceOptions {
  /** other plugins of its host: those that it requires, and any that give it something to work with */
  readonly plugins?: readonly PluginManifest[];
  /** URL of a PostgreSQL superuser; the embedded database in memory where there is none */
  readonly postgresUrl?: string | undefined;
  /** Puts there what the routes need to be asked about. Runs once for each of two tenants. @returns values for the examples */
  readonly seed?: (seeding: Seeding) => Promise<Known | void>;
  /** calls by route, as in `post /notes/:id`, where what the kit makes of the schemas does not succeed */
  readonly examples?: Readonly<Record<string, Example>>;
  /** routes that a test cannot bring to success, as in `post /notes/:id`, each with the reason */
  readonly unreached?: Readonly<Record<string, string>>;
  /** services to give it instead of the host's own, such as a scripted `http` */
  readonly overrides?: readonly ServiceOverride[];
  /** instant at which the clock stands */
  readonly now?: string;
  /** how long it may take to start and to stop, in milliseconds; as in production where it is left out */
  readonly startMs?: number;
  readonly stopMs?: number;
}

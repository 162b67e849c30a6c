import type { Context } from '../context/context.ts';
import type { Queries } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { Invalidation } from '../cache/invalidation.ts';

/** How long another process may go on with what it knew; its own changes it sees at once. */
const TTL_MS = 5_000;

interface Known {
  readonly at: number;
  readonly on: Promise<ReadonlySet<string>>;
}

/** What invalidates the knowledge of which plugins are on for a tenant. */
export const pluginsTag = (tenant: string): string => `plugins:${tenant}`;

/**
 * Answers "is this plugin on for this tenant?", for everything that dispatches: routes, jobs, events,
 * contributions, the portal's manifest, the API reference. A plugin is on when it is enabled and all that it
 * requires are on.
 */
export class Enablement {
  readonly #db: RoleDb;
  readonly #manifests: ReadonlyMap<string, PluginManifest>;
  readonly #known = new Map<string, Known>();
  readonly #within = new WeakMap<Context, Promise<ReadonlySet<string>>>();

  constructor(db: RoleDb, manifests: readonly PluginManifest[], invalidation: Invalidation) {
    this.#db = db;
    this.#manifests = new Map(manifests.map((manifest) => [manifest.id, manifest]));
    invalidation.subscribe((tag) => {
      if (tag.startsWith('plugins:')) this.#known.delete(tag.slice('plugins:'.length));
    });
  }

  async isOn(plugin: string, tenant: string): Promise<boolean> {
    return plugin === 'core' || (await this.onFor(tenant)).has(plugin);
  }

  /** Ids of the plugins that are on for the tenant, core among them. */
  async onFor(tenant: string): Promise<ReadonlySet<string>> {
    const known = this.#known.get(tenant);
    if (known && Date.now() - known.at < TTL_MS) return known.on;
    const on = this.#load(tenant);
    this.#known.set(tenant, { at: Date.now(), on });
    on.catch(() => this.#known.delete(tenant));
    return on;
  }

  /**
   * The same as the transaction of the context sees it, asked of it once. Where one connection stands beneath all, a
   * question from inside a transaction that went another way would wait for that transaction to end.
   */
  onWithin(ctx: Context, tx: Queries): Promise<ReadonlySet<string>> {
    const asked = this.#within.get(ctx) ?? this.#enabled(tx, ctx.tenant);
    this.#within.set(ctx, asked);
    return asked;
  }

  /** Tenants for which the plugin is on, for fan-out. */
  async tenantsOf(plugin: string): Promise<readonly string[]> {
    const rows = await this.#db.read('tenancy: which plugins are on').rows<{ id: string }>(
      plugin === 'core'
        ? `select id from core.tenant where status = 'active' and $1::text is not null order by id`
        : `select t.id from core.tenant t join core.tenant_plugin p on p.tenant_id = t.id
             where t.status = 'active' and p.plugin = $1 and p.state = 'enabled' order by t.id`,
      [plugin],
    );
    const tenants = rows.map(({ id }) => id);
    const on = await Promise.all(tenants.map((tenant) => this.isOn(plugin, tenant)));
    return tenants.filter((_, index) => on[index]);
  }

  #load(tenant: string): Promise<ReadonlySet<string>> {
    return this.#enabled(this.#db.read('tenancy: which plugins are on'), tenant);
  }

  async #enabled(q: Queries, tenant: string): Promise<ReadonlySet<string>> {
    const rows = await q.rows<{ plugin: string }>(
      `select p.plugin from core.tenant_plugin p join core.tenant t on t.id = p.tenant_id
         where p.tenant_id = $1 and p.state = 'enabled' and t.status = 'active'`,
      [tenant],
    );
    return withRequirements(new Set(rows.map(({ plugin }) => plugin)), this.#manifests);
  }
}

/**
 * Of the enabled plugins, those that are installed and whose requirements are all on. Plugins that require each other
 * in a circle are on together: they are quarantined, and the portal shows it.
 */
export const withRequirements = (
  enabled: ReadonlySet<string>,
  manifests: ReadonlyMap<string, PluginManifest>,
): ReadonlySet<string> => {
  const on = new Set(['core', ...[...enabled].filter((id) => manifests.has(id))]);
  for (let before = -1; before !== on.size;) {
    before = on.size;
    for (const id of on)
      if (!Object.keys(manifests.get(id)?.requires ?? {}).every((required) => on.has(required)))
        on.delete(id);
  }
  return on;
};

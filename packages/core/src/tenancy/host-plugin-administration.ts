import { z } from 'zod';
import type { Invalidation } from '../cache/invalidation.ts';
import type { Context } from '../context/context.ts';
import { newId } from '../db/id.ts';
import type { PluginDb } from '../db/plugin-db.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Transactions } from '../db/transactions.ts';
import { faultsOf } from '../http/faults.ts';
import { mountOf } from '../http/dispatch.ts';
import { invalid, notFound, Refusal, type ProblemCode } from '../http/problem.ts';
import { releaseHeld } from '../jobs/job-rows.ts';
import type { Lifecycle } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { dependantsOf } from '../plugin/order.ts';
import { pluginsTag } from './enablement.ts';
import type {
  InstalledPlugin,
  PluginAdministration,
  PluginPreview,
  PluginState,
  TenantPlugin,
} from './plugin-administration.ts';

export const PLUGIN_PROBLEMS: readonly ProblemCode[] = [
  { code: 'PLUGIN_NOT_ALLOWED', status: 409, title: 'This plugin is not allowed for the tenant' },
  { code: 'PLUGIN_REQUIRES_OTHERS', status: 409, title: 'Other plugins have to be on first' },
  { code: 'PLUGIN_NEEDED', status: 409, title: 'Other plugins need this one' },
];

interface Row {
  readonly plugin: string;
  readonly allowed: boolean;
  readonly state: PluginState;
  readonly config: Record<string, unknown>;
}

interface Parts {
  readonly manifests: readonly PluginManifest[];
  readonly lifecycle: Lifecycle;
  readonly coreDb: PluginDb;
  readonly system: RoleDb;
  readonly transactions: Transactions;
  readonly invalidation: Invalidation;
}

const ABSENT: Omit<Row, 'plugin'> = { allowed: false, state: 'disabled', config: {} };

/** Switches plugins on and off for tenants, by the rules of their manifests. */
export class HostPluginAdministration implements PluginAdministration {
  readonly #parts: Parts;
  readonly #plugins: readonly PluginManifest[];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#plugins = parts.manifests.filter(({ id }) => id !== 'core');
  }

  async list(ctx: Context): Promise<TenantPlugin[]> {
    const rows = await this.#rows(ctx);
    return this.#plugins.map((manifest) => this.#describe(manifest, rows));
  }

  async preview(ctx: Context, plugin: string): Promise<PluginPreview> {
    const manifest = this.#manifest(plugin);
    const rows = await this.#rows(ctx);
    const contributions: Record<string, string[]> = {};
    for (const { point } of manifest.contributes ?? []) (contributions[point.id] ??= []).push(manifest.name);
    return {
      routes: (manifest.routes ?? []).map(({ method, path, permission }) => ({
        method: method.toUpperCase(),
        path: `${mountOf(manifest.id)}${path}`,
        permission: permission ?? null,
      })),
      permissions: (manifest.permissions ?? []).map(({ label }) => label),
      roles: (manifest.roles ?? []).map(({ name }) => name),
      jobs: (manifest.jobs ?? []).map(({ name }) => name),
      slots: [...(manifest.ui?.slots ?? [])],
      contributions,
      missing: missingOf(manifest, rows),
    };
  }

  async enable(
    ctx: Context,
    plugin: string,
    config: Readonly<Record<string, unknown>> | undefined,
  ): Promise<TenantPlugin> {
    const manifest = this.#manifest(plugin);
    const rows = await this.#rows(ctx);
    const row = rows.get(plugin) ?? { plugin, ...ABSENT };
    if (!row.allowed)
      throw new Refusal(
        'PLUGIN_NOT_ALLOWED',
        `The operator has not allowed "${manifest.name}" for this tenant.`,
      );
    const missing = missingOf(manifest, rows);
    if (missing.length > 0)
      throw new Refusal('PLUGIN_REQUIRES_OTHERS', `Enable ${missing.join(', ')} first.`);
    const checked = checkedConfig(manifest, config ?? row.config);
    await this.#save(ctx, plugin, 'enabled', checked);
    return this.#describe(
      manifest,
      new Map([...rows, [plugin, { ...row, state: 'enabled', config: checked }]]),
    );
  }

  async disable(ctx: Context, plugin: string): Promise<TenantPlugin> {
    const manifest = this.#manifest(plugin);
    const rows = await this.#rows(ctx);
    const row = rows.get(plugin) ?? { plugin, ...ABSENT };
    const dependants = this.#dependantsOn(plugin, rows);
    if (dependants.length > 0)
      throw new Refusal(
        'PLUGIN_NEEDED',
        `Disable ${dependants.join(', ')} first: they need "${manifest.name}".`,
      );
    await this.#save(ctx, plugin, 'disabled', row.config);
    return this.#describe(manifest, new Map([...rows, [plugin, { ...row, state: 'disabled' }]]));
  }

  async installed(): Promise<InstalledPlugin[]> {
    const rows = await this.#parts.system
      .read('operator: plugins')
      .rows<{ tenant_id: string; plugin: string; state: string }>(
        'select tenant_id, plugin, state from core.tenant_plugin where allowed',
      );
    return Promise.all(
      this.#plugins.map(async (manifest) => {
        const { id, name, version, requires = {} } = manifest;
        const mine = rows.filter(({ plugin }) => plugin === id);
        return {
          id,
          name,
          version,
          requires: { ...requires },
          health: {
            ...this.#parts.lifecycle.state(id),
            ...(await this.#parts.lifecycle.health(manifest)),
          },
          allowedFor: mine.map(({ tenant_id }) => tenant_id),
          enabledFor: mine.filter(({ state }) => state === 'enabled').length,
        };
      }),
    );
  }

  async allow(ctx: Context, tenant: string, plugin: string, allowed: boolean): Promise<void> {
    this.#manifest(plugin);
    const scope = {
      purpose: 'operator: plugins',
      tenant,
      actor: ctx.actor,
      ...(ctx.act ? { act: ctx.act } : {}),
    };
    await this.#parts.system.transaction(scope, async (tx) => {
      const known = await tx.first('select 1 from core.tenant where id = $1', [tenant]);
      if (!known) throw notFound('tenant');
      await tx.run(
        `insert into core.tenant_plugin (tenant_id, id, plugin, allowed) values ($1, $2, $3, $4)
         on conflict (tenant_id, plugin) do update set allowed = excluded.allowed, changed_at = clock_timestamp(),
           state = case when excluded.allowed then core.tenant_plugin.state else 'disabled' end`,
        [tenant, newId(), plugin, allowed],
      );
    });
    this.#parts.invalidation.publish(pluginsTag(tenant));
  }

  #manifest(plugin: string): PluginManifest {
    const manifest = this.#plugins.find(({ id }) => id === plugin);
    if (!manifest) throw notFound('plugin');
    return manifest;
  }

  async #rows(ctx: Context): Promise<ReadonlyMap<string, Row>> {
    const rows = await this.#parts.coreDb
      .read(ctx)
      .rows<Row>('select plugin, allowed, state, config from core.tenant_plugin where tenant_id = $1', [
        ctx.tenant,
      ]);
    return new Map(rows.map((row) => [row.plugin, row]));
  }

  /** Jobs that waited for the plugin go on when it does. Other processes learn of it once it is durable. */
  async #save(
    ctx: Context,
    plugin: string,
    state: PluginState,
    config: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { coreDb, transactions, invalidation } = this.#parts;
    await coreDb.tenant(ctx, async (tx) => {
      await tx.run(
        `update core.tenant_plugin set state = $3, config = $4, changed_at = clock_timestamp() where tenant_id = $1 and plugin = $2`,
        [ctx.tenant, plugin, state, JSON.stringify(config)],
      );
      if (state === 'enabled') await releaseHeld(tx, ctx.tenant, plugin);
      transactions.of(ctx)?.afterCommit(() => invalidation.publish(pluginsTag(ctx.tenant)));
    });
  }

  #dependantsOn(plugin: string, rows: ReadonlyMap<string, Row>): string[] {
    return dependantsOf(plugin, this.#plugins).filter((id) => rows.get(id)?.state === 'enabled');
  }

  #describe(manifest: PluginManifest, rows: ReadonlyMap<string, Row>): TenantPlugin {
    const { id, name, version, requires = {}, config: schemas } = manifest;
    const row = rows.get(id) ?? { plugin: id, ...ABSENT };
    return {
      id,
      name,
      version,
      state: row.state,
      allowed: row.allowed,
      requires: { ...requires },
      dependants: this.#dependantsOn(id, rows),
      configSchema: schemas?.tenant
        ? (z.toJSONSchema(schemas.tenant, { io: 'input' }) as Record<string, unknown>)
        : null,
      config: schemas?.tenant ? row.config : null,
      health: this.#parts.lifecycle.state(id),
    };
  }
}

const missingOf = (manifest: PluginManifest, rows: ReadonlyMap<string, Row>): string[] =>
  Object.keys(manifest.requires ?? {}).filter((id) => rows.get(id)?.state !== 'enabled');

const checkedConfig = (
  manifest: PluginManifest,
  config: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const schema = manifest.config?.tenant;
  if (!schema) return {};
  const result = schema.safeParse(config);
  if (!result.success)
    throw invalid(`The settings of "${manifest.name}" do not fit.`, faultsOf(result.error, config));
  return result.data as Record<string, unknown>;
};

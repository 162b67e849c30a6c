import type { Invalidation } from '../cache/invalidation.ts';
import type { Context } from '../context/context.ts';
import { dataFactsOf } from '../data-life/data-facts.ts';
import { refusalOf } from '../data-life/refusal-of.ts';
import type { Transition, TransitionBy, TransitionFacts } from '../data-life/transition.ts';
import { newId } from '../db/id.ts';
import type { PluginDb } from '../db/plugin-db.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Transactions } from '../db/transactions.ts';
import { notFound, Refusal, type ProblemCode } from '../http/problem.ts';
import { logSystemAct } from '../identity/system-log.ts';
import type { Circuits } from '../limits/circuits.ts';
import type { Lifecycle } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { BulkResult, BulkSwitch, TenantOutcome } from './bulk.ts';
import type { Bundle, BundleResult, PluginBundle, PluginOutcome } from './bundles.ts';
import { contributedNames } from './contributed-names.ts';
import { describePlugin, previewOf } from './describe-plugin.ts';
import { pluginsTag } from './enablement.ts';
import { factsOf, isChange, planSwitch, type PlannedSwitch, type Switch } from './plan-switch.ts';
import type {
  InstalledPlugin,
  PluginAdministration,
  PluginPreview,
  TenantPlugin,
} from './plugin-administration.ts';
import { readPluginRows, rowOf, savePluginRow, type PluginRows } from './plugin-rows.ts';

export const PLUGIN_PROBLEMS: readonly ProblemCode[] = [
  { code: 'PLUGIN_NOT_ALLOWED', status: 409, title: 'This plugin is not allowed for the tenant' },
  { code: 'PLUGIN_REQUIRES_OTHERS', status: 409, title: 'Other plugins have to be on first' },
  { code: 'PLUGIN_NEEDED', status: 409, title: 'Other plugins need this one' },
  { code: 'BUNDLE_REFUSED', status: 409, title: 'Not every plugin of the bundle can be enabled' },
];

interface Parts {
  readonly manifests: readonly PluginManifest[];
  readonly bundles: readonly PluginBundle[];
  readonly lifecycle: Lifecycle;
  readonly circuits: Circuits;
  readonly coreDb: PluginDb;
  readonly system: RoleDb;
  /** in the role of purges: looks at what plugins keep */
  readonly purge: RoleDb;
  readonly transactions: Transactions;
  readonly invalidation: Invalidation;
}

interface Order {
  readonly action: Switch;
  readonly by: TransitionBy;
  readonly plugins: readonly PluginManifest[];
  readonly config?: Readonly<Record<string, unknown>> | undefined;
}

/** Switches plugins of tenants, by the rules of their manifests. */
export class HostPluginAdministration implements PluginAdministration {
  readonly #parts: Parts;
  readonly #plugins: readonly PluginManifest[];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#plugins = parts.manifests.filter(({ id }) => id !== 'core');
  }

  get offered(): readonly PluginBundle[] {
    return this.#parts.bundles;
  }

  async list(ctx: Context): Promise<TenantPlugin[]> {
    const rows = await this.#rows(ctx);
    return this.#plugins.map((manifest) => this.#described(manifest, rows));
  }

  async preview(
    ctx: Context,
    plugin: string,
    transition: Transition,
    by: TransitionBy,
  ): Promise<PluginPreview> {
    const manifest = this.#manifest(plugin);
    const rows = await this.#rows(ctx);
    const { tenant, today } = ctx;
    const data = await this.#parts.purge.transaction(
      { purpose: 'plugins: what their data comes to', tenant },
      (q) => dataFactsOf(q, tenant, manifest, today),
    );
    const facts: TransitionFacts = {
      ...factsOf(manifest, rows, this.#plugins),
      by,
      today,
      keepUntil: data.retention.until,
      evidence: data.evidence,
      health: this.#parts.lifecycle.state(plugin),
    };
    const contributed = contributedNames(manifest, (point) => this.#parts.lifecycle.contributions(point));
    return previewOf(manifest, transition, facts, data, contributed);
  }

  enable(
    ctx: Context,
    plugin: string,
    config: Readonly<Record<string, unknown>> | undefined,
  ): Promise<TenantPlugin> {
    return this.#switchOne(ctx, plugin, 'enable', config);
  }

  disable(ctx: Context, plugin: string): Promise<TenantPlugin> {
    return this.#switchOne(ctx, plugin, 'disable');
  }

  archive(ctx: Context, plugin: string): Promise<TenantPlugin> {
    return this.#switchOne(ctx, plugin, 'archive');
  }

  restore(ctx: Context, plugin: string): Promise<TenantPlugin> {
    return this.#switchOne(ctx, plugin, 'restore');
  }

  async bundles(ctx: Context): Promise<Bundle[]> {
    const rows = await this.#rows(ctx);
    return this.#parts.bundles.map((bundle) => ({
      id: bundle.id,
      name: bundle.name,
      plugins: [
        ...this.#plan(ctx, rows, {
          action: 'enable',
          by: 'administrator',
          plugins: this.#pluginsOf(bundle),
        }).map((planned) => this.#outcome(planned)),
        ...this.#notInstalled(bundle),
      ],
    }));
  }

  async enableBundle(ctx: Context, id: string): Promise<BundleResult> {
    const bundle = this.#bundle(id);
    const absent = this.#notInstalled(bundle);
    const order: Order = { action: 'enable', by: 'administrator', plugins: this.#pluginsOf(bundle) };
    const plan = await this.#carryOut(ctx, order, (planned) => {
      const refused = [...planned.map((each) => this.#outcome(each)), ...absent].filter(
        ({ outcome }) => outcome === 'refused',
      );
      if (refused.length > 0) throw bundleRefused(bundle, refused);
    });
    return { bundle: id, plugins: plan.map((planned) => this.#outcome(planned)) };
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
          outside: [...this.#parts.circuits.of(id)],
          allowedFor: mine.map(({ tenant_id }) => tenant_id),
          enabledFor: mine.filter(({ state }) => state === 'enabled').length,
        };
      }),
    );
  }

  async inTenant(ctx: Context, tenant: string): Promise<Context> {
    const [known] = await this.#tenants([tenant]);
    if (!known) throw notFound('tenant');
    return { ...ctx, tenant };
  }

  async allow(ctx: Context, tenant: string, plugin: string, allowed: boolean): Promise<void> {
    const manifest = this.#manifest(plugin);
    const inTenant = await this.inTenant(ctx, tenant);
    const plan = await this.#carryOut(
      inTenant,
      { action: allowed ? 'allow' : 'disallow', by: 'operator', plugins: [manifest] },
      refuse,
    );
    if (plan.some(isChange)) await this.#logForOperators(inTenant, plan, allowed ? 'allow' : 'disallow');
  }

  async bulk(ctx: Context, { action, plugin, bundle, tenants, dryRun }: BulkSwitch): Promise<BulkResult> {
    const chosen = bundle === undefined ? undefined : this.#bundle(bundle);
    const plugins = chosen ? this.#pluginsOf(chosen) : [this.#manifest(plugin!)];
    const absent = chosen ? this.#notInstalled(chosen) : [];
    if (absent.length > 0) throw bundleRefused(chosen!, absent);
    const known = await this.#tenants(tenants);
    if (known.length < new Set(tenants).size) throw notFound('tenant');
    const outcomes: TenantOutcome[] = [];
    for (const tenant of known) {
      const order: Order = { action, by: 'operator', plugins };
      outcomes.push({ tenant, ...(await this.#inOneTenant(ctx, tenant.id, order, dryRun)) });
    }
    return { dryRun, tenants: outcomes };
  }

  async #inOneTenant(
    ctx: Context,
    tenant: string,
    order: Order,
    dryRun: boolean,
  ): Promise<Omit<TenantOutcome, 'tenant'>> {
    const inTenant: Context = {
      ...ctx,
      tenant,
      act: ctx.act && { ...ctx.act, id: newId(ctx.now.getTime()), name: `operator.plugin.${order.action}` },
    };
    try {
      const rows = await this.#rows(inTenant);
      const plan = this.#plan(inTenant, rows, order);
      const plugins = plan.map((planned) => this.#outcome(planned));
      const refused = plugins.find(({ outcome }) => outcome === 'refused');
      if (refused) return { outcome: 'refused', code: refused.code, detail: refused.detail, plugins };
      if (!plan.some(isChange)) return { outcome: 'unchanged', code: null, detail: null, plugins };
      if (!dryRun) {
        const done = await this.#carryOut(inTenant, order, refuse);
        await this.#logForOperators(inTenant, done, order.action);
      }
      return { outcome: 'changed', code: null, detail: null, plugins };
    } catch (error) {
      if (error instanceof Refusal)
        return { outcome: 'refused', code: error.code, detail: error.message, plugins: [] };
      ctx.log.error({ err: error, tenant, action: order.action }, 'plugins could not be switched');
      return {
        outcome: 'failed',
        code: 'INTERNAL',
        detail: `It failed; the log tells why under ${ctx.requestId}.`,
        plugins: [],
      };
    }
  }

  async #switchOne(
    ctx: Context,
    plugin: string,
    action: Switch,
    config?: Readonly<Record<string, unknown>>,
  ): Promise<TenantPlugin> {
    const manifest = this.#manifest(plugin);
    const order: Order = { action, by: 'administrator', plugins: [manifest], config };
    await this.#carryOut(ctx, order, refuse);
    return this.#described(manifest, await this.#rows(ctx));
  }

  /**
   * Plans and writes in one transaction, so that what was judged is what is changed. Other processes learn of it once it is
   * durable.
   * @param check throws where the plan may not be carried out
   */
  async #carryOut(
    ctx: Context,
    order: Order,
    check: (plan: readonly PlannedSwitch[]) => void,
  ): Promise<readonly PlannedSwitch[]> {
    const { coreDb, transactions, invalidation } = this.#parts;
    return coreDb.tenant(ctx, async (tx) => {
      await tx.rows('select 1 from core.tenant_plugin where tenant_id = $1 order by id for update', [
        ctx.tenant,
      ]);
      const plan = this.#plan(ctx, await readPluginRows(tx, ctx.tenant), order);
      check(plan);
      for (const { after } of plan.filter(isChange)) await savePluginRow(tx, ctx.tenant, after);
      transactions.of(ctx)?.afterCommit(() => invalidation.publish(pluginsTag(ctx.tenant)));
      return plan;
    });
  }

  #plan({ today }: Context, rows: PluginRows, order: Order): readonly PlannedSwitch[] {
    return planSwitch({ ...order, installed: this.#plugins, rows, today });
  }

  async #logForOperators(ctx: Context, plan: readonly PlannedSwitch[], action: Switch): Promise<void> {
    const plugins = plan.filter(isChange).map(({ plugin }) => plugin);
    await this.#parts.system.transaction({ purpose: 'operator: plugins' }, (tx) =>
      logSystemAct(tx, {
        at: ctx.now,
        actor: ctx.actor,
        act: `operator.plugin.${action}`,
        detail: { tenant: ctx.tenant, plugin: plugins.join(', ') },
        address: ctx.act?.address,
      }),
    );
  }

  #tenants(ids: readonly string[]): Promise<TenantOutcome['tenant'][]> {
    return this.#parts.system
      .read('operator: plugins')
      .rows<TenantOutcome['tenant']>(
        'select id, slug, name from core.tenant where id = any($1::uuid[]) order by name, id',
        [ids],
      );
  }

  #manifest(plugin: string): PluginManifest {
    const manifest = this.#plugins.find(({ id }) => id === plugin);
    if (!manifest) throw notFound('plugin');
    return manifest;
  }

  #bundle(id: string): PluginBundle {
    const bundle = this.#parts.bundles.find((each) => each.id === id);
    if (!bundle) throw notFound('bundle');
    return bundle;
  }

  #pluginsOf({ plugins }: PluginBundle): readonly PluginManifest[] {
    return this.#plugins.filter(({ id }) => plugins.includes(id));
  }

  #notInstalled({ plugins }: PluginBundle): PluginOutcome[] {
    return plugins
      .filter((plugin) => !this.#plugins.some(({ id }) => id === plugin))
      .map((plugin) => ({
        plugin,
        name: plugin,
        outcome: 'refused',
        code: 'NOT_FOUND',
        detail: `The plugin "${plugin}" is not installed.`,
      }));
  }

  #outcome(planned: PlannedSwitch): PluginOutcome {
    const { plugin, refusals } = planned;
    const { name } = this.#manifest(plugin);
    if (refusals.length > 0) {
      const { code, message: detail } = refusalOf(refusals);
      return { plugin, name, outcome: 'refused', code, detail };
    }
    return { plugin, name, outcome: isChange(planned) ? 'changed' : 'unchanged', code: null, detail: null };
  }

  #described(manifest: PluginManifest, rows: PluginRows): TenantPlugin {
    const { dependants } = factsOf(manifest, rows, this.#plugins);
    return describePlugin(
      manifest,
      rowOf(rows, manifest.id),
      dependants,
      this.#parts.lifecycle.state(manifest.id),
    );
  }

  #rows(ctx: Context): Promise<PluginRows> {
    return readPluginRows(this.#parts.coreDb.read(ctx), ctx.tenant);
  }
}

const refuse = (plan: readonly PlannedSwitch[]): void => {
  const refusals = plan.flatMap((planned) => planned.refusals);
  if (refusals.length > 0) throw refusalOf(refusals);
};

const bundleRefused = ({ name }: PluginBundle, refused: readonly PluginOutcome[]): Refusal =>
  new Refusal(
    'BUNDLE_REFUSED',
    `Nothing of "${name}" was switched: ${refused.map(({ detail }) => detail).join(' ')}`,
    refused.map(({ plugin, detail }) => ({ path: plugin, message: detail ?? '' })),
  );

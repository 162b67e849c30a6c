import path from 'node:path';
import type { Invalidation } from '../cache/invalidation.ts';
import type { Context } from '../context/context.ts';
import { newId } from '../db/id.ts';
import type { Db } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { EvidenceSettings } from '../evidence/contract.ts';
import { evidenceKey, type EvidenceStore } from '../evidence/store/index.ts';
import { STAGED_SUFFIX } from '../evidence/intake/index.ts';
import { notFound, Refusal } from '../http/problem.ts';
import { logSystemAct } from '../identity/system-log.ts';
import type { Outbox } from '../jobs/outbox.ts';
import type { Lifecycle } from '../plugin/lifecycle.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { pluginsTag } from '../tenancy/enablement.ts';
import type { PluginState } from '../tenancy/plugin-state.ts';
import {
  EXPORT_JOB,
  PURGE_JOB,
  type DataLife,
  type PluginExport,
  type PluginTombstone,
  type PurgedBy,
} from './contract.ts';
import { dataFactsOf, type DataFacts } from './data-facts.ts';
import { isWhole, lastRecordOf, leaveTombstone, lockState, type PurgeExport } from './purge.ts';
import { refusalOf } from './refusal-of.ts';
import { exportItem, exportsOf, findExport, tombstoneItem, tombstonesOf } from './rows.ts';
import { inStagingFolder, stageExport, type StagedExport } from './stage-export.ts';
import { tablesOf } from './tables.ts';
import { judge, type TransitionFacts, type TransitionRefusal } from './transition.ts';

/** How long a link to an export is good, in seconds. */
const LINK_SECONDS = 300;

interface Parts {
  readonly manifests: readonly PluginManifest[];
  readonly lifecycle: Lifecycle;
  readonly coreDb: Db;
  readonly system: RoleDb;
  /** in the role of purges */
  readonly purge: RoleDb;
  readonly outbox: Outbox;
  readonly store: EvidenceStore;
  readonly evidence: EvidenceSettings;
  readonly invalidation: Invalidation;
}

const NOT_READY: Readonly<Record<PluginExport['state'], string>> = {
  'being-made': 'The export is still being made.',
  failed: 'The export could not be made; ask for another one.',
  expired: 'The export was kept for seven days and is gone; ask for another one.',
  ready: 'The export has no file.',
};

export class HostDataLife implements DataLife {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async requestExport(ctx: Context, plugin: string): Promise<PluginExport> {
    const { version } = this.#manifest(plugin);
    const { coreDb, outbox } = this.#parts;
    const id = newId(ctx.now.getTime());
    return coreDb.tenant(ctx, async (tx) => {
      await tx.run(
        `insert into core.plugin_export (tenant_id, id, plugin, version, requested_by, requested_by_name, requested_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [ctx.tenant, id, plugin, version, ctx.actor.id, ctx.actor.name, ctx.now],
      );
      await outbox.put(ctx, 'core', EXPORT_JOB, { export: id }, { dedupeKey: `${EXPORT_JOB}:${id}` });
      return exportItem((await findExport(tx, ctx, id))!);
    });
  }

  async exports(ctx: Context, plugin: string): Promise<PluginExport[]> {
    this.#manifest(plugin);
    return (await exportsOf(this.#parts.coreDb.read(ctx), ctx, plugin)).map(exportItem);
  }

  async exportLink(ctx: Context, plugin: string, id: string) {
    const row = await this.#parts.coreDb.tenant(ctx, (tx) => findExport(tx, ctx, id));
    if (row?.plugin !== plugin) throw notFound('export');
    if (row.state !== 'ready' || row.store_key === null || row.madeAt === null)
      throw new Refusal('PLUGIN_EXPORT_NOT_READY', NOT_READY[row.state]);
    const fileName = exportName(plugin, row.madeAt);
    return this.#link(ctx, row.store_key, row.store_version, fileName);
  }

  async makeExport(ctx: Context, id: string): Promise<void> {
    const { coreDb } = this.#parts;
    const asked = await findExport(coreDb.read(ctx), ctx, id);
    if (!asked || asked.madeAt !== null) return;
    await this.withExport(ctx, asked.plugin, async (staged) => {
      const stored = await this.#store(ctx, asked.plugin, staged);
      await coreDb.tenant(ctx, (tx) =>
        tx.run(
          `update core.plugin_export set made_at = $3, store_key = $4, store_version = $5, sha256 = $6, bytes = $7, rows = $8
           where tenant_id = $1 and id = $2 and made_at is null`,
          [
            ctx.tenant,
            id,
            ctx.now,
            stored.key,
            stored.versionId ?? null,
            staged.sha256,
            staged.bytes,
            staged.rows,
          ],
        ),
      );
    });
  }

  withExport<T>(
    ctx: Context,
    plugin: string,
    work: (staged: StagedExport & { readonly upTo: string }) => Promise<T>,
  ): Promise<T> {
    const manifest = this.#manifest(plugin);
    const { purge, evidence } = this.#parts;
    const { tenant, now } = ctx;
    const folder = path.join(evidence.stagingFolder, `${newId(now.getTime())}${STAGED_SUFFIX}`);
    return inStagingFolder(folder, async (empty) => {
      const staged = await purge.transaction(
        { purpose: 'plugins: export', tenant, snapshot: true },
        async (q) => ({
          ...(await stageExport({
            q,
            tenant,
            manifest,
            tables: await tablesOf(q, plugin),
            now,
            folder: empty,
          })),
          upTo: await lastRecordOf(q, tenant, plugin),
        }),
      );
      return work(staged);
    });
  }

  async requestPurge(ctx: Context, plugin: string): Promise<void> {
    const manifest = this.#manifest(plugin);
    const { purge, coreDb, outbox, system } = this.#parts;
    const { tenant } = ctx;
    const refusals = await purge.transaction({ purpose: 'plugins: purge', tenant }, async (q) => {
      const state = await stateOf(q, tenant, plugin);
      return this.#judge(manifest, state, ctx, await dataFactsOf(q, tenant, manifest, ctx.today), 'will be');
    });
    if (refusals.length > 0) throw refusalOf(refusals);
    const by: PurgedBy = { id: ctx.actor.id, name: ctx.actor.name };
    await coreDb.tenant(ctx, () => outbox.put(ctx, 'core', PURGE_JOB, { plugin, actor: by }));
    await system.transaction({ purpose: 'operator: plugins' }, (tx) =>
      logSystemAct(tx, {
        at: ctx.now,
        actor: ctx.actor,
        act: 'operator.plugin.purge',
        detail: { tenant, plugin },
        address: ctx.act?.address,
      }),
    );
  }

  async purge(ctx: Context, plugin: string, by: PurgedBy): Promise<PluginTombstone> {
    const manifest = this.#manifest(plugin);
    const { purge, invalidation } = this.#parts;
    const { tenant } = ctx;
    const earlier = await purge.transaction({ purpose: 'plugins: purge', tenant }, async (q) => {
      const state = await stateOf(q, tenant, plugin);
      const facts = await dataFactsOf(q, tenant, manifest, ctx.today);
      const refusals = this.#judge(manifest, state, ctx, facts, 'will be');
      if (refusals.length > 0) throw refusalOf(refusals);
      return state === 'purged' ? (await tombstonesOf(q, { tenant, plugin }))[0] : undefined;
    });
    if (earlier) return tombstoneItem(earlier);
    const exported = await this.withExport(
      ctx,
      plugin,
      async ({ path: _, ...staged }): Promise<PurgeExport> => ({
        ...staged,
        stored: await this.#store(ctx, plugin, { ...staged, path: _ }),
      }),
    );
    const scope = {
      purpose: 'plugins: purge',
      tenant,
      actor: ctx.actor,
      ...(ctx.act ? { act: ctx.act } : {}),
    };
    const row = await purge.transaction(scope, async (q) => {
      const state = await lockState(q, tenant, plugin);
      if (state !== 'purged') {
        const facts = await dataFactsOf(q, tenant, manifest, ctx.today);
        const whole = isWhole(exported, facts.sizes, await lastRecordOf(q, tenant, plugin));
        const refusals = this.#judge(manifest, state, ctx, facts, whole ? 'yes' : 'no longer whole');
        if (refusals.length > 0) throw refusalOf(refusals);
        await leaveTombstone(q, ctx, manifest, by, exported, facts);
      }
      return (await tombstonesOf(q, { tenant, plugin }))[0]!;
    });
    invalidation.publish(pluginsTag(tenant));
    return tombstoneItem(row);
  }

  async tombstones(tenant?: string): Promise<PluginTombstone[]> {
    const rows = await tombstonesOf(this.#parts.system.read('operator: plugins'), { tenant });
    return rows.map(tombstoneItem);
  }

  async tombstoneLink(ctx: Context, id: string) {
    const { tenant } = ctx;
    const [row] = await this.#parts.coreDb.tenant(ctx, (tx) => tombstonesOf(tx, { tenant, id }));
    if (!row) throw notFound('tombstone');
    return this.#link(ctx, row.export_key, row.export_version, exportName(row.plugin, row.purgedAt));
  }

  #judge(
    { id, name }: PluginManifest,
    state: PluginState,
    { today }: Context,
    { retention, evidence }: DataFacts,
    exported: TransitionFacts['exported'],
  ): readonly TransitionRefusal[] {
    return judge('purge', {
      name,
      state,
      by: 'operator',
      allowed: true,
      missing: [],
      dependants: [],
      today,
      keepUntil: retention.until,
      evidence,
      exported,
      health: this.#parts.lifecycle.state(id),
    }).refusals;
  }

  #manifest(plugin: string): PluginManifest {
    const manifest = this.#parts.manifests.find(({ id }) => id === plugin && id !== 'core');
    if (!manifest) throw notFound('plugin');
    return manifest;
  }

  /** A crash before a row names the object leaves it to the sweep of orphans. */
  #store(ctx: Context, plugin: string, staged: StagedExport) {
    const key = evidenceKey({
      tenant: ctx.tenant,
      entity: 'plugin-data',
      subject: plugin,
      evidence: newId(ctx.now.getTime()),
      version: 1,
      ext: 'gz',
    });
    const meta = { contentType: 'application/gzip', fileName: exportName(plugin, ctx.now) };
    return this.#parts.store.put(key, staged, meta);
  }

  async #link(ctx: Context, key: string, versionId: string | null, fileName: string) {
    const url = await this.#parts.store.signedUrl({
      key,
      versionId: versionId ?? undefined,
      fileName,
      contentType: 'application/gzip',
      expiresInSeconds: LINK_SECONDS,
    });
    return { url, expiresAt: new Date(ctx.now.getTime() + LINK_SECONDS * 1_000).toISOString() };
  }
}

const exportName = (plugin: string, at: Date): string => `${plugin}-${at.toISOString().slice(0, 10)}.tar.gz`;

const stateOf = async (
  q: Parameters<typeof lockState>[0],
  tenant: string,
  plugin: string,
): Promise<PluginState> => {
  const row = await q.first<{ state: PluginState }>(
    'select state from core.tenant_plugin where tenant_id = $1 and plugin = $2',
    [tenant, plugin],
  );
  return row?.state ?? 'disabled';
};

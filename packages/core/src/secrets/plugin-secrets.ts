import { hkdfSync } from 'node:crypto';
import type { Context } from '../context/context.ts';
import type { Db } from '../db/db.ts';
import { newId } from '../db/id.ts';
import { notFound } from '../http/problem.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { Secrets } from '../plugin/services.ts';
import type { PluginSecret, PluginSecrets } from './contract.ts';
import { notDeclared, withoutKey } from './problems.ts';
import { openBytes, sealBytes } from './sealing.ts';

/** Knowing the key of one purpose gives no other. */
const keyFrom = (masterKey: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, '', 'compliance-os secrets of plugins', 32));

const placeOf = (tenant: string, plugin: string, name: string): string =>
  `core.plugin_secret|sealed|${tenant}|${plugin}|${name}`;

const declaredBy = ({ capabilities }: PluginManifest): readonly string[] => capabilities?.secrets ?? [];

/** @throws Refusal `SECRET_NOT_DECLARED` */
const checkDeclared = (manifest: PluginManifest, name: string): void => {
  const declared = declaredBy(manifest);
  if (!declared.includes(name)) throw notDeclared(manifest.id, name, declared);
};

/** @param db core's own handle */
export const secretsOf = (manifest: PluginManifest, db: Db, masterKey: Buffer | undefined): Secrets => ({
  get: async (ctx, name) => {
    checkDeclared(manifest, name);
    const row = await db
      .read(ctx)
      .first<{ sealed: Buffer }>(
        'select sealed from core.plugin_secret where tenant_id = $1 and plugin = $2 and name = $3',
        [ctx.tenant, manifest.id, name],
      );
    if (!row) return undefined;
    if (!masterKey) throw withoutKey();
    try {
      return openBytes(row.sealed, placeOf(ctx.tenant, manifest.id, name), keyFrom(masterKey)).toString();
    } catch (error) {
      throw new Error(
        `secret "${name}" of plugin "${manifest.id}" does not open: MASTER_KEY is not the one it was sealed with, or it was tampered with; set it again`,
        { cause: error },
      );
    }
  },
});

interface Parts {
  readonly manifests: readonly PluginManifest[];
  readonly db: Db;
  readonly masterKey: Buffer | undefined;
}

export const storedSecrets = ({ manifests, db, masterKey }: Parts): PluginSecrets => {
  const manifestOf = (plugin: string): PluginManifest => {
    const manifest = manifests.find(({ id }) => id === plugin);
    if (!manifest) throw notFound('plugin');
    return manifest;
  };
  const declared = (plugin: string, name: string): void => checkDeclared(manifestOf(plugin), name);
  return {
    list: async (ctx, plugin) => {
      const names = declaredBy(manifestOf(plugin));
      const rows = await changesOf(db, ctx, plugin);
      return names.map((name): PluginSecret => {
        const changedAt = rows.get(name)?.toISOString() ?? null;
        return { name, isSet: changedAt !== null, changedAt };
      });
    },
    set: async (ctx, plugin, name, value) => {
      declared(plugin, name);
      if (!masterKey) throw withoutKey();
      const sealed = sealBytes(Buffer.from(value), placeOf(ctx.tenant, plugin, name), keyFrom(masterKey));
      await db.tenant(ctx, (tx) =>
        tx.run(
          `insert into core.plugin_secret (tenant_id, id, plugin, name, sealed) values ($1, $2, $3, $4, $5)
           on conflict (tenant_id, plugin, name) do update set sealed = excluded.sealed, changed_at = clock_timestamp()`,
          [ctx.tenant, newId(ctx.now.getTime()), plugin, name, sealed],
        ),
      );
    },
    clear: async (ctx, plugin, name) => {
      declared(plugin, name);
      await db.tenant(ctx, (tx) =>
        tx.run('delete from core.plugin_secret where tenant_id = $1 and plugin = $2 and name = $3', [
          ctx.tenant,
          plugin,
          name,
        ]),
      );
    },
  };
};

const changesOf = async (db: Db, ctx: Context, plugin: string): Promise<ReadonlyMap<string, Date>> => {
  const rows = await db
    .read(ctx)
    .rows<{ name: string; changed_at: Date }>(
      'select name, changed_at from core.plugin_secret where tenant_id = $1 and plugin = $2',
      [ctx.tenant, plugin],
    );
  return new Map(rows.map(({ name, changed_at }) => [name, changed_at]));
};

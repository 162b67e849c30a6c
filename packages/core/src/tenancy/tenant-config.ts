import type { Db } from '../db/db.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { TenantConfig } from '../plugin/services.ts';

/** A tenant's settings of one plugin, with the defaults of its schema. */
export const tenantConfigOf = (db: Db, manifest: PluginManifest): TenantConfig => ({
  get: async <T>(ctx: Parameters<TenantConfig['get']>[0]): Promise<T> => {
    const row = await db
      .read(ctx)
      .first<{ config: unknown }>(
        'select config from core.tenant_plugin where tenant_id = $1 and plugin = $2',
        [ctx.tenant, manifest.id],
      );
    const config = row?.config ?? {};
    return (manifest.config?.tenant ? manifest.config.tenant.parse(config) : config) as T;
  },
});

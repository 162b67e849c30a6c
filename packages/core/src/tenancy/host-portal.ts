import type { AccessCatalogue } from '../access/catalogue.ts';
import { permissionsOn } from '../access/tenant-roles.ts';
import type { Config } from '../config/config.ts';
import type { PluginDb } from '../db/plugin-db.ts';
import { openApi } from '../http/openapi.ts';
import type { Lifecycle } from '../plugin/lifecycle.ts';
import { HOST_API, type PluginManifest } from '../plugin/manifest.ts';
import type { Enablement } from './enablement.ts';
import type { Portal, PortalManifest } from './portal.ts';

interface Parts {
  readonly config: Pick<Config, 'mode'>;
  readonly coreDb: PluginDb;
  readonly enablement: Enablement;
  readonly lifecycle: Lifecycle;
  readonly manifests: readonly PluginManifest[];
  readonly catalogue: AccessCatalogue;
  /** plugin → address of its panels' module, of those that were installed */
  readonly uiEntries: ReadonlyMap<string, string>;
}

/** What is off for the tenant is not in the manifest at all. */
export const hostPortal = ({
  config,
  coreDb,
  enablement,
  lifecycle,
  manifests,
  catalogue,
  uiEntries,
}: Parts): Portal => ({
  manifest: async (ctx) => {
    const [tenant, on] = await Promise.all([
      coreDb.read(ctx).first<{ name: string }>('select name from core.tenant where id = $1', [ctx.tenant]),
      enablement.onFor(ctx.tenant),
    ]);
    const plugins: PortalManifest['plugins'] = {};
    for (const { id, name, version, ui } of manifests) {
      if (id === 'core' || !on.has(id)) continue;
      const entry = uiEntries.get(id);
      plugins[id] = {
        enabled: true,
        name,
        version,
        ...lifecycle.state(id),
        ...(ui ? { ui: { slots: [...ui.slots], ...(entry === undefined ? {} : { entry }) } } : {}),
      };
    }
    return {
      tenant: { id: ctx.tenant, name: tenant?.name ?? '' },
      today: ctx.today,
      mode: config.mode,
      permissions: permissionsOn(ctx.access, catalogue, on),
      plugins,
    };
  },
  openApi: async (ctx) => {
    const on = await enablement.onFor(ctx.tenant);
    return openApi(
      manifests.filter(({ id }) => on.has(id)),
      HOST_API,
    );
  },
});

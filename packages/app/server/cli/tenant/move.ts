import { dataLife, pluginAdministration, type Transition } from '@compliance-os/core/host';
import type { Portal } from '../../compose.ts';
import type { TenantArgs } from '../tenant.ts';
import { actingIn, tenantNamed } from './acting.ts';
import { showPreview } from './preview.ts';

/** Archives, restores and purges. */
export const moveData = async (
  portal: Portal,
  { act, words, tenants, dryRun }: TenantArgs,
): Promise<number> => {
  const plugin = words[0]!;
  if (dryRun) return showPreview(portal, tenants, act as Transition, plugin);
  const tenant = await tenantNamed(portal, tenants);
  const ctx = actingIn(portal, act, tenant);
  const { plugins, data } = await portal.host.services.resolve('core', {
    plugins: pluginAdministration,
    data: dataLife,
  });
  if (act === 'purge') {
    const stone = await data.purge(ctx, plugin, ctx.actor);
    console.log(
      `${plugin} of ${tenant.slug}: ${stone.rows} rows deleted. Their export (SHA-256 ${stone.export.sha256}) is in the evidence store; the tombstone is ${stone.id}.`,
    );
    return 0;
  }
  const { state } =
    act === 'archive' ? await plugins.archive(ctx, plugin) : await plugins.restore(ctx, plugin);
  console.log(`${plugin} of ${tenant.slug}: ${state}.`);
  return 0;
};

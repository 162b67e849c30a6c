import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dataLife } from '@compliance-os/core/host';
import type { Portal } from '../../compose.ts';
import type { TenantArgs } from '../tenant.ts';
import { actingIn, tenantNamed } from './acting.ts';

/** Writes everything that a plugin keeps of the tenant into a file that is not there yet. */
export const exportPlugin = async (portal: Portal, { words, tenants, to }: TenantArgs): Promise<number> => {
  const plugin = words[0]!;
  const tenant = await tenantNamed(portal, tenants);
  const { data } = await portal.host.services.resolve('core', { data: dataLife });
  const ctx = actingIn(portal, 'export', tenant);
  const { rows, sha256 } = await data.withExport(ctx, plugin, async (staged) => {
    await copyFile(staged.path, to!, constants.COPYFILE_EXCL);
    return staged;
  });
  // That somebody took everything is an act in the tenant's log.
  await portal.host.transactions.run(ctx, async () => {});
  console.log(`${plugin} of ${tenant.slug}: ${rows} rows in ${to}, SHA-256 ${sha256}.`);
  return 0;
};

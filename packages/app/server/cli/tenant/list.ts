import { pluginAdministration } from '@compliance-os/core/host';
import type { Portal } from '../../compose.ts';
import type { TenantArgs } from '../tenant.ts';
import { actingIn, tenantNamed } from './acting.ts';

export const listPlugins = async (portal: Portal, { tenants }: TenantArgs): Promise<number> => {
  const tenant = await tenantNamed(portal, tenants);
  const { plugins } = await portal.host.services.resolve('core', { plugins: pluginAdministration });
  for (const { id, version, state, allowed } of await plugins.list(actingIn(portal, 'list', tenant)))
    console.log(
      [`${id} ${version}`.padEnd(28), state.padEnd(9), allowed ? '' : 'not allowed'].join(' ').trimEnd(),
    );
  return 0;
};

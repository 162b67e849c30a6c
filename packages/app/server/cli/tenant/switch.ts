import { pluginAdministration, type BulkSwitch, type TenantOutcome } from '@compliance-os/core/host';
import type { Portal } from '../../compose.ts';
import type { TenantArgs } from '../tenant.ts';
import { actingIn, allTenants, tenantsNamed } from './acting.ts';

/** Allows, enables and their opposites, for one tenant or many. @returns 1 where one of them was refused or failed */
export const switchPlugins = async (portal: Portal, args: TenantArgs): Promise<number> => {
  const { act, words, bundle, dryRun } = args;
  const tenants = args.allTenants ? await allTenants(portal) : await tenantsNamed(portal, args.tenants);
  const { plugins } = await portal.host.services.resolve('core', { plugins: pluginAdministration });
  if (tenants.length === 0) {
    console.log('There is no tenant.');
    return 0;
  }
  const result = await plugins.bulk(actingIn(portal, act, tenants[0]!), {
    action: act as BulkSwitch['action'],
    ...(bundle === undefined ? { plugin: words[0]! } : { bundle }),
    tenants: tenants.map(({ id }) => id),
    dryRun,
  });
  for (const outcome of result.tenants) console.log(outcomeText(outcome, dryRun));
  return result.tenants.some(({ outcome }) => outcome === 'refused' || outcome === 'failed') ? 1 : 0;
};

const outcomeText = ({ tenant, outcome, detail, plugins }: TenantOutcome, dryRun: boolean): string => {
  if (detail !== null) return `${tenant.slug}: ${outcome}: ${detail}`;
  const changed = plugins.filter((plugin) => plugin.outcome === 'changed').map(({ plugin }) => plugin);
  if (changed.length === 0) return `${tenant.slug}: unchanged`;
  return `${tenant.slug}: ${dryRun ? 'would change' : 'changed'}: ${changed.join(', ')}`;
};

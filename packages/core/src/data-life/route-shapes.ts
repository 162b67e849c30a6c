import { z } from 'zod';
import { wholeList } from '../access/schemas.ts';
import { DownloadLink } from '../evidence/contract.ts';
import { pluginAdministration } from '../tenancy/plugin-administration.ts';
import { tenantPluginParams } from '../tenancy/route-shapes.ts';
import { dataLife, PluginExport, PluginTombstone, PurgeAsked } from './contract.ts';

/** What each route takes, gives and needs: read by its definition and by its handler. */

const deps = { data: dataLife };
const operators = { data: dataLife, plugins: pluginAdministration };
const PluginId = tenantPluginParams.shape.plugin;
const ofPlugin = z.object({ id: PluginId });

export const requestExport = { params: ofPlugin, reply: PluginExport, deps };
export const listExports = { params: ofPlugin, reply: wholeList(PluginExport), deps };
export const linkExport = {
  params: z.object({ id: PluginId, export: z.uuid() }),
  reply: DownloadLink,
  deps,
};
export const listTombstones = { reply: wholeList(PluginTombstone), deps };
export const linkTombstone = { params: z.object({ id: z.uuid() }), reply: DownloadLink, deps };
export const requestPurge = {
  params: tenantPluginParams,
  /** the id of the plugin once more: what is purged does not come back */
  body: z.object({ confirm: z.string().max(60) }),
  reply: PurgeAsked,
  deps: operators,
};
export const linkTenantTombstone = {
  params: z.object({ id: z.uuid(), tombstone: z.uuid() }),
  reply: DownloadLink,
  deps: operators,
};

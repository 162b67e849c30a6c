import { z } from 'zod';
import { TRANSITIONS } from '../data-life/transition.ts';
import { BulkResult, BulkSwitch } from './bulk.ts';
import { Bundle, BundleResult, OfferedBundle } from './bundles.ts';
import { wholeList } from '../access/schemas.ts';
import { identityDb } from '../db/role-db.ts';
import { identityConfig, invalidation } from '../identity/bindings.ts';
import { mailer } from '../identity/mailer.ts';
import { idParams } from '../plugin/route.ts';
import { db } from '../plugin/services.ts';
import { EntityChange, EntityItem, EntityPage, EntityQuery, NewEntityBody } from './entity-schemas.ts';
import {
  InstalledPlugin,
  pluginAdministration,
  PluginPreview,
  TenantPlugin,
} from './plugin-administration.ts';
import {
  NewTenantBody,
  SystemLogPage,
  SystemLogQuery,
  TenantChange,
  TenantItem,
  TenantPage,
  TenantQuery,
} from './tenant-schemas.ts';

/** What each route takes, gives and needs: read by its definition and by its handler. */

const PluginId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);
const plugins = pluginAdministration;

export const listEntities = { query: EntityQuery, reply: EntityPage, deps: { db } };
export const getEntity = { params: idParams, reply: EntityItem, deps: { db } };
export const addEntity = { body: NewEntityBody, reply: EntityItem, deps: { db } };
export const changeEntity = { params: idParams, body: EntityChange, reply: EntityItem, deps: { db } };

const pluginParams = z.object({ id: PluginId });
export const PreviewQuery = z.object({ transition: z.enum(TRANSITIONS).default('enable') });
export const listPlugins = {
  /** archived ones are put away: they are listed when asked for */
  query: z.object({ archived: z.stringbool().default(false) }),
  reply: wholeList(TenantPlugin),
  deps: { plugins },
};
export const previewPlugin = {
  params: pluginParams,
  query: PreviewQuery,
  reply: PluginPreview,
  deps: { plugins },
};
export const enablePlugin = {
  params: pluginParams,
  body: z.object({ config: z.record(z.string(), z.unknown()).optional() }),
  reply: TenantPlugin,
  deps: { plugins },
};
export const disablePlugin = { params: pluginParams, reply: TenantPlugin, deps: { plugins } };
export const archivePlugin = disablePlugin;
export const restorePlugin = disablePlugin;
export const listBundles = { reply: wholeList(Bundle), deps: { plugins } };
export const enableBundle = { params: pluginParams, reply: BundleResult, deps: { plugins } };

export const listTenants = { query: TenantQuery, reply: TenantPage, deps: { db: identityDb } };
export const addTenant = {
  body: NewTenantBody,
  reply: TenantItem,
  deps: { db: identityDb, mailer, config: identityConfig },
};
export const changeTenant = {
  params: idParams,
  body: TenantChange,
  reply: TenantItem,
  deps: { db: identityDb, invalidation },
};
export const listInstalledPlugins = { reply: wholeList(InstalledPlugin), deps: { plugins } };
/** A plugin of a tenant, as operators name it. */
export const tenantPluginParams = z.object({ id: z.uuid(), plugin: PluginId });
export const allowPlugin = {
  params: tenantPluginParams,
  body: z.object({ allowed: z.boolean() }),
  deps: { plugins },
};
export const listOfferedBundles = { reply: wholeList(OfferedBundle), deps: { plugins } };
export const switchForMany = { body: BulkSwitch, reply: BulkResult, deps: { plugins } };
export const listTenantPlugins = { params: idParams, reply: wholeList(TenantPlugin), deps: { plugins } };
export const previewTenantPlugin = {
  params: tenantPluginParams,
  query: PreviewQuery,
  reply: PluginPreview,
  deps: { plugins },
};
export const listSystemLog = { query: SystemLogQuery, reply: SystemLogPage, deps: { db: identityDb } };

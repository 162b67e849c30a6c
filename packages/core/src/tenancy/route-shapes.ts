import { z } from 'zod';
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
export const listPlugins = { reply: wholeList(TenantPlugin), deps: { plugins } };
export const previewPlugin = { params: pluginParams, reply: PluginPreview, deps: { plugins } };
export const enablePlugin = {
  params: pluginParams,
  body: z.object({ config: z.record(z.string(), z.unknown()).optional() }),
  reply: TenantPlugin,
  deps: { plugins },
};
export const disablePlugin = { params: pluginParams, reply: TenantPlugin, deps: { plugins } };

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
export const allowPlugin = {
  params: z.object({ id: z.uuid(), plugin: PluginId }),
  body: z.object({ allowed: z.boolean() }),
  deps: { db: identityDb, plugins },
};
export const listSystemLog = { query: SystemLogQuery, reply: SystemLogPage, deps: { db: identityDb } };

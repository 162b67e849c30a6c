import { get, patch, post, put, type RouteDefinition } from '../plugin/route.ts';
import * as shapes from './route-shapes.ts';

export const tenancyRoutes: readonly RouteDefinition[] = [
  get('/entities', {
    ...shapes.listEntities,
    summary: 'Legal persons of the tenant that the caller may see',
    permission: 'core.entity.read',
    load: () => import('./routes/list-entities.ts'),
  }),
  get('/entities/:id', {
    ...shapes.getEntity,
    summary: 'A legal person of the tenant',
    permission: 'core.entity.read',
    load: () => import('./routes/get-entity.ts'),
  }),
  post('/entities', {
    ...shapes.addEntity,
    summary: 'Adds a legal person; needs the permission for every entity',
    permission: 'core.entity.create',
    status: 201,
    load: () => import('./routes/add-entity.ts'),
  }),
  patch('/entities/:id', {
    ...shapes.changeEntity,
    summary: 'Changes a legal person',
    permission: 'core.entity.update',
    load: () => import('./routes/change-entity.ts'),
  }),
  get('/plugins', {
    ...shapes.listPlugins,
    summary: 'Plugins and their state in this tenant',
    permission: 'core.plugin.read',
    load: () => import('./routes/list-plugins.ts'),
  }),
  get('/plugins/:id/preview', {
    ...shapes.previewPlugin,
    summary: 'What appears when a plugin is switched on',
    permission: 'core.plugin.read',
    load: () => import('./routes/preview-plugin.ts'),
  }),
  post('/plugins/:id/enable', {
    ...shapes.enablePlugin,
    summary: 'Switches a plugin on, or changes its settings',
    permission: 'core.plugin.update',
    act: 'core.plugin.enable',
    load: () => import('./routes/enable-plugin.ts'),
  }),
  post('/plugins/:id/disable', {
    ...shapes.disablePlugin,
    summary: 'Switches a plugin off; its data stays',
    permission: 'core.plugin.update',
    act: 'core.plugin.disable',
    load: () => import('./routes/disable-plugin.ts'),
  }),
  get('/operator/tenants', {
    ...shapes.listTenants,
    summary: 'All tenants',
    permission: 'operator.tenant.read',
    load: () => import('./routes/list-tenants.ts'),
  }),
  post('/operator/tenants', {
    ...shapes.addTenant,
    summary: 'Creates a tenant and invites its first administrator',
    permission: 'operator.tenant.create',
    status: 201,
    load: () => import('./routes/add-tenant.ts'),
  }),
  patch('/operator/tenants/:id', {
    ...shapes.changeTenant,
    summary: 'Renames, suspends or resumes a tenant; a suspended one serves nobody from the next request on',
    permission: 'operator.tenant.update',
    load: () => import('./routes/change-tenant.ts'),
  }),
  get('/operator/plugins', {
    ...shapes.listInstalledPlugins,
    summary: 'All plugins that this portal runs',
    permission: 'operator.plugin.read',
    load: () => import('./routes/list-installed-plugins.ts'),
  }),
  put('/operator/tenants/:id/plugins/:plugin', {
    ...shapes.allowPlugin,
    summary: 'Lets a tenant switch a plugin on, or takes that back',
    permission: 'operator.plugin.update',
    status: 204,
    load: () => import('./routes/allow-plugin.ts'),
  }),
  get('/operator/log', {
    ...shapes.listSystemLog,
    summary: 'Acts outside tenants: sign-ins, tenants created, sessions ended for safety',
    permission: 'operator.log.read',
    load: () => import('./routes/list-system-log.ts'),
  }),
];

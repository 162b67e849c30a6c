import { del, get, patch, post, type RouteDefinition } from '../plugin/route.ts';
import * as shapes from './route-shapes.ts';

export const accessRoutes: readonly RouteDefinition[] = [
  get('/roles', {
    ...shapes.listRoles,
    summary: "Roles that can be given: core's, those of plugins that are on, and the tenant's own",
    permission: 'core.role.read',
    about: 'entities',
    load: () => import('./routes/list-roles.ts'),
  }),
  post('/roles', {
    ...shapes.addRole,
    summary: "Adds a role of the tenant's own",
    permission: 'core.role.update',
    about: 'tenant',
    act: 'core.role.create',
    status: 201,
    load: () => import('./routes/add-role.ts'),
  }),
  patch('/roles/:id', {
    ...shapes.changeRole,
    summary: "Changes a role of the tenant's own; it counts from the next request of everybody who holds it",
    permission: 'core.role.update',
    about: 'tenant',
    load: () => import('./routes/change-role.ts'),
  }),
  get('/permissions', {
    ...shapes.listPermissions,
    summary: 'Permissions that core and the plugins that are on declare',
    permission: 'core.role.read',
    about: 'entities',
    load: () => import('./routes/list-permissions.ts'),
  }),
  get('/grant-dimensions', {
    ...shapes.listDimensions,
    summary: 'What a grant can be limited by besides entities',
    permission: 'core.role.read',
    about: 'entities',
    load: () => import('./routes/list-dimensions.ts'),
  }),
  post('/people/:id/grants', {
    ...shapes.addGrant,
    summary: 'Gives a person a role over entities, never more than the giver has',
    permission: 'core.person.update',
    about: 'entities',
    act: 'core.grant.create',
    status: 201,
    load: () => import('./routes/add-grant.ts'),
  }),
  del('/people/:id/grants/:grantId', {
    ...shapes.removeGrant,
    summary: 'Takes a role from a person; it counts from their next request',
    permission: 'core.person.update',
    about: 'entities',
    act: 'core.grant.delete',
    status: 204,
    load: () => import('./routes/remove-grant.ts'),
  }),
];

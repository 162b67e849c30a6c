import { del, get, put, type RouteDefinition } from '../plugin/route.ts';
import * as shapes from './route-shapes.ts';

export const secretRoutes: readonly RouteDefinition[] = [
  get('/plugins/:id/secrets', {
    ...shapes.listSecrets,
    summary: 'Which secrets a plugin asks for, and which of them are set; never a value',
    permission: 'core.plugin.read',
    about: 'tenant',
    load: () => import('./routes/list-secrets.ts'),
  }),
  put('/plugins/:id/secrets/:name', {
    ...shapes.setSecret,
    summary: 'Sets a secret of a plugin; nobody can read it back',
    permission: 'core.plugin.update',
    about: 'tenant',
    act: 'core.plugin.secret.set',
    status: 204,
    load: () => import('./routes/set-secret.ts'),
  }),
  del('/plugins/:id/secrets/:name', {
    ...shapes.clearSecret,
    summary: 'Forgets a secret of a plugin',
    permission: 'core.plugin.update',
    about: 'tenant',
    act: 'core.plugin.secret.clear',
    status: 204,
    load: () => import('./routes/clear-secret.ts'),
  }),
];

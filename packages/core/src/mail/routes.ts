import { systemDb } from '../db/role-db.ts';
import { get, type RouteDefinition } from '../plugin/route.ts';
import { provide, type ServiceDefinition } from '../plugin/service.ts';
import { mailDelivery } from './delivery.ts';
import { hostLog } from './host-log.ts';
import * as shapes from './route-shapes.ts';
import { mailSettings } from './transport.ts';

export const mailServices: readonly ServiceDefinition[] = [
  provide(mailDelivery, {
    deps: { db: systemDb, settings: mailSettings, log: hostLog },
    load: () => import('./delivery.ts'),
  }),
];

export const mailRoutes: readonly RouteDefinition[] = [
  get('/mail', {
    ...shapes.tenantMails,
    summary: 'Mails that the portal wrote for this tenant, newest first, and what became of them',
    permission: 'core.mail.read',
    about: 'tenant',
    load: () => import('./routes/tenant-mails.ts'),
  }),
  get('/operator/mail', {
    ...shapes.operatorMails,
    summary: 'Mails that no tenant can look after: resets of passwords, invitations of first administrators',
    permission: 'operator.mail.read',
    load: () => import('./routes/operator-mails.ts'),
  }),
];

import {
  derivedFactsPoint,
  instancesGenerated,
  mastersPoint,
  registrations,
  registrationTypesPoint,
} from '@compliance-os/compliance';
import {
  contribute,
  db,
  definePlugin,
  events,
  get,
  idParams,
  jobs,
  on,
  permission,
  post,
  scheduled,
  tenantConfig,
} from '@compliance-os/core';
import { z } from 'zod';
import { LicencesQuery, LicencesReply } from './api/licences.ts';
import { Reminder, ReminderQuery, TenantSettings } from './contract.ts';
import { renewalNear } from './events.ts';

/** Data only: whoever reads it runs nothing of the plugin. Code is behind each `load`. */
export default definePlugin({
  id: 'fssai',
  name: 'Food licences',
  version: '1.0.0',
  hostApi: '^1.1.0',
  requires: { compliance: '^1.1.0' },
  config: { tenant: TenantSettings },
  permissions: [
    permission('fssai.licences.read', 'See food licences'),
    permission('fssai.reminder.read', 'See reminders of food licences'),
    permission('fssai.reminder.update', 'Mark reminders of food licences as seen'),
  ],
  data: { migrations: new URL('../migrations/', import.meta.url), retentionYears: 8 },
  contributes: [
    contribute(mastersPoint, () => import('./contributions/masters.ts')),
    contribute(registrationTypesPoint, () => import('./contributions/registration-type.ts')),
    contribute(derivedFactsPoint, () => import('./contributions/derived-facts.ts')),
  ],
  routes: [
    get('/licences', {
      summary: 'Food licences with the days that are left',
      permission: 'fssai.licences.read',
      about: 'entities',
      query: LicencesQuery,
      reply: LicencesReply,
      deps: { registrations },
      load: () => import('./routes/licences.ts'),
    }),
    get('/reminders', {
      summary: 'Reminders of renewals, the nearest first',
      permission: 'fssai.reminder.read',
      about: 'entities',
      query: ReminderQuery,
      reply: z.object({ items: z.array(Reminder) }),
      deps: { db },
      load: () => import('./routes/list-reminders.ts'),
    }),
    post('/reminders/:id/seen', {
      summary: 'Marks a reminder as seen',
      permission: 'fssai.reminder.update',
      about: 'entities',
      status: 204,
      params: idParams,
      deps: { db },
      load: () => import('./routes/mark-seen.ts'),
    }),
  ],
  jobs: [
    scheduled('fssai.remind', {
      cron: '0 6 * * *',
      missed: 'latest',
      perTenant: true,
      deps: { db, events, registrations, tenantConfig },
      load: () => import('./jobs/remind.ts'),
    }),
  ],
  events: {
    emits: [renewalNear],
    on: [on(instancesGenerated, { deps: { jobs }, load: () => import('./jobs/on-generated.ts') })],
  },
  ui: { entry: './ui', slots: ['entity.panel', 'route'] },
});

import { mastersPoint, registrationTypesPoint } from '@compliance-os/compliance';
import { contribute, crud, db, definePlugin, entities, get, post, scheduled } from '@compliance-os/core';
import { z } from 'zod';
import { NewReminder, Reminder, ReminderQuery } from './contract.ts';

/** Data only: whoever reads it runs nothing of the plugin. Code is behind each `load`. */
export default definePlugin({
  id: '__id__',
  name: '__Name__',
  version: '1.0.0',
  hostApi: '__hostApi__',
  requires: { compliance: '__complianceApi__' },
  permissions: [...crud('__id__.reminder', 'reminders of __Name__')],
  data: { migrations: new URL('../migrations/', import.meta.url), retentionYears: 8 },
  contributes: [
    contribute(mastersPoint, () => import('./contributions/masters.ts')),
    contribute(registrationTypesPoint, () => import('./contributions/registration-type.ts')),
  ],
  routes: [
    get('/reminders', {
      summary: 'Reminders of the entities that the caller works for',
      permission: '__id__.reminder.read',
      about: 'entities',
      query: ReminderQuery,
      reply: z.object({ items: z.array(Reminder) }),
      deps: { db },
      load: () => import('./routes/list-reminders.ts'),
    }),
    post('/reminders', {
      summary: 'Adds a reminder',
      permission: '__id__.reminder.create',
      about: 'entities',
      status: 201,
      body: NewReminder,
      reply: Reminder,
      deps: { db, entities },
      load: () => import('./routes/add-reminder.ts'),
    }),
  ],
  jobs: [
    scheduled('__id__.mark-due', {
      cron: '0 6 * * *',
      missed: 'latest',
      perTenant: true,
      deps: { db },
      load: () => import('./jobs/mark-due.ts'),
    }),
  ],
  ui: { entry: './ui', slots: ['entity.panel'] },
});

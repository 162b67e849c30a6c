import { mastersPoint } from '@compliance-os/compliance';
import { crud, db, definePlugin, get } from '@compliance-os/core';
import { z } from 'zod';

/** What a third party would install: a table, a route, a panel. Its version is changed by the tests that build it. */
export default definePlugin({
  id: 'food',
  name: 'Food licences',
  version: '1.0.0',
  hostApi: '^1.0.0',
  requires: { compliance: '^1.0.0' },
  capabilities: { http: ['https://foscos.example.in'] },
  permissions: crud('food.licence', 'Food licences'),
  data: { migrations: new URL('../migrations/', import.meta.url), retentionYears: 8 },
  routes: [
    get('/licences', {
      summary: 'How many licences there are, and whether the point of extension is the one of the portal',
      permission: 'food.licence.read',
      about: 'tenant',
      reply: z.object({ count: z.int(), point: z.literal(mastersPoint.id) }),
      deps: { db },
      load: () => import('./routes/licences.ts'),
    }),
  ],
  ui: { entry: './ui', slots: ['dashboard.widget'] },
});

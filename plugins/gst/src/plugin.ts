import { contribute, definePlugin, get, idParams } from '@compliance-os/core';
import {
  derivedFactsPoint,
  instances,
  mastersPoint,
  registrationTypesPoint,
} from '@compliance-os/compliance';
import { Chain } from './api/chain.ts';
import { Standing } from './api/standing.ts';

/** Goods and services tax: its masters, the GSTIN, and how one return waits for another. It keeps no tables. */
export default definePlugin({
  id: 'gst',
  name: 'GST',
  version: '1.0.0',
  hostApi: '^1.0.0',
  requires: { compliance: '^1.0.0' },
  contributes: [
    contribute(mastersPoint, () => import('./contributions/masters.ts')),
    contribute(registrationTypesPoint, () => import('./contributions/gstin.ts')),
    contribute(derivedFactsPoint, () => import('./contributions/derived-facts.ts')),
  ],
  routes: [
    get('/registrations/:id/standing', {
      summary: 'What a GSTIN says and how it files',
      permission: 'compliance.registration.read',
      about: 'entities',
      params: idParams,
      reply: Standing,
      deps: { instances },
      load: () => import('./routes/standing.ts'),
    }),
    get('/instances/:id/chain', {
      summary: 'What stands before a return and what waits for it',
      permission: 'compliance.instance.read',
      about: 'entities',
      params: idParams,
      reply: Chain,
      deps: { instances },
      load: () => import('./routes/chain.ts'),
    }),
  ],
  ui: { entry: './ui', slots: ['instance.tab', 'entity.panel'] },
});

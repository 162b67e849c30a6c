import {
  contribute,
  createExtensionPoint,
  crud,
  db,
  definePlugin,
  get,
  hook,
  job,
  log,
  on,
  permission,
  post,
} from '../../src/index.ts';
import * as contract from './contract.ts';

/** A plugin in a process of its own, with something of every contract. */
export default definePlugin({
  id: 'licences',
  name: 'Licences',
  version: '2.1.0',
  hostApi: '^1.0.0',
  isolated: true,
  requires: { shelf: '^1.0.0' },
  capabilities: { http: ['https://licences.example'], secrets: ['register'] },
  config: { tenant: contract.Settings },
  permissions: [...crud('licences.licence', 'licences'), permission('licences.act', 'Try things')],
  data: { migrations: new URL('./migrations/', import.meta.url) },
  contributes: [contribute(createExtensionPoint('shelf.books'), () => import('./books.ts'))],
  routes: [
    get('/licences', {
      ...contract.list,
      summary: 'All licences',
      permission: 'licences.licence.read',
      about: 'entities',
      load: () => import('./routes/list.ts'),
    }),
    post('/licences', {
      ...contract.add,
      summary: 'Adds a licence',
      permission: 'licences.licence.create',
      about: 'entities',
      status: 201,
      load: () => import('./routes/add.ts'),
    }),
    get('/settings', {
      ...contract.settings,
      summary: 'What it was told',
      permission: 'licences.licence.read',
      about: 'tenant',
      load: () => import('./routes/settings.ts'),
    }),
    post('/act', {
      ...contract.act,
      summary: 'Tries what an isolated plugin must not do',
      permission: 'licences.act',
      about: 'tenant',
      safe: true,
      load: () => import('./routes/act.ts'),
    }),
    post('/change', {
      ...contract.act,
      summary: 'Tries it inside a transaction',
      permission: 'licences.act',
      about: 'tenant',
      load: () => import('./routes/act.ts'),
    }),
  ],
  jobs: [
    job('licences.remind', {
      payload: contract.Remind,
      deps: { db },
      retries: 0,
      load: () => import('./remind.ts'),
    }),
  ],
  events: {
    emits: [contract.licenceAdded],
    on: [on(contract.licenceAdded, { deps: { db }, load: () => import('./on-added.ts') })],
  },
  start: hook({ deps: { log }, load: () => import('./start.ts') }),
  health: hook({ load: () => import('./health.ts') }),
});

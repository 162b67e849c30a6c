import { crud, db, definePlugin, get, job } from '@compliance-os/core';
import { EntryPage } from './entries.ts';

/** One audited table, one list, one job: what core costs without any business around it. */
export default definePlugin({
  id: 'ledger',
  name: 'Ledger',
  version: '1.0.0',
  hostApi: '^1.0.0',
  permissions: crud('ledger.entry', 'entries'),
  data: { migrations: new URL('./migrations/', import.meta.url) },
  routes: [
    get('/entries', {
      summary: 'The first page',
      permission: 'ledger.entry.read',
      about: 'entities',
      reply: EntryPage,
      deps: { db },
      load: () => import('./routes/list.ts'),
    }),
  ],
  jobs: [job('ledger.tick', { load: () => import('./tick.ts') })],
});

import { setTimeout as delay } from 'node:timers/promises';
import { migration } from '../../../src/index.ts';

/** Stands still in the middle, for long enough to be killed there. */
export default migration(async (m) => {
  await m.sql('alter table leaf add column colour text');
  process.stdout.write('in the middle\n');
  await delay(60_000);
  await m.tenantTable('root', { columns: 'text text', audit: {} });
});

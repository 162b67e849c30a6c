import { setTimeout as delay } from 'node:timers/promises';
import { migration } from '../../../src/index.ts';

/** Goes on after everybody has stopped waiting for it. */
export default migration(async (m) => {
  await m.tenantTable('thing', { columns: 'text text', audit: {} });
  await delay(3_000);
  await m.sql('create table core.late (a int)');
});

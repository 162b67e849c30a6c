import { migration } from '../../../src/index.ts';

export default migration(async (m) => {
  await m.sql('alter table leaf add column colour text');
  await m.tenantTable('root', { columns: 'text text', audit: {} });
});

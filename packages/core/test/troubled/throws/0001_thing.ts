import { migration } from '../../../src/index.ts';

export default migration(async (m) => {
  await m.tenantTable('thing', { columns: 'text text', audit: {} });
  throw new Error('the migration threw');
});

import { migration } from '../../../src/index.ts';

export default migration(async (m) => {
  await m.tenantTable('leaf', { columns: 'text text', audit: {} });
});

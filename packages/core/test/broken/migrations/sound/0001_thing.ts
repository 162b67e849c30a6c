import { migration } from '../../../../src/index.ts';

export default migration(async (m) => {
  await m.tenantTable('thing', { columns: 'text text not null, other uuid', audit: {} });
});

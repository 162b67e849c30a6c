import { migration } from '../../../src/index.ts';

export default migration(async (m) => {
  await m.tenantTable('shelf', {
    columns: 'name text not null, key_code text',
    audit: { secret: ['key_code'] },
  });
});

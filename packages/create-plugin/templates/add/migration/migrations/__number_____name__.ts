import { migration } from '@compliance-os/core';

export default migration(async (m) => {
  await m.tenantTable('__table__', {
    columns: 'name text not null',
    unique: [['name']],
    audit: {},
  });
});

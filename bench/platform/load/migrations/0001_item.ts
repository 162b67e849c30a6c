import { migration } from '@compliance-os/core';

export default migration(async (m) => {
  await m.tenantTable('item', { columns: 'name text not null, due_date date not null', audit: {} });
});

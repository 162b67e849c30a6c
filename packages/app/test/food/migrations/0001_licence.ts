import { migration } from '@compliance-os/core';

export default migration(async (m) => {
  await m.tenantTable('licence', { columns: 'number text not null', audit: {} });
});

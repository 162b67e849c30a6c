import { migration } from '@compliance-os/core';

/** Key (tenant_id, id), row level security and the audit are made by `tenantTable`. */
export default migration(async (m) => {
  await m.tenantTable('reminder', {
    columns: `
      entity_id uuid not null,
      text text not null,
      due_on date not null,
      state text not null check (state in ('waiting', 'due'))`,
    references: [{ column: 'entity_id', table: 'core.entity' }],
    indexes: ['entity_id, due_on'],
    audit: {},
  });
});

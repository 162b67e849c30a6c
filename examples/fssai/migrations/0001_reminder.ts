import { migration } from '@compliance-os/core';

/** Key (tenant_id, id), row level security and the audit are made by `tenantTable`. */
export default migration(async (m) => {
  await m.tenantTable('reminder', {
    // The registration is the compliance plugin's: no foreign key leads out of one's own schema but to core.
    columns: `
      entity_id uuid not null,
      registration_id uuid not null,
      number text not null,
      valid_until date not null,
      days_before int not null,
      reminded_on date not null,
      seen boolean not null default false`,
    unique: [['registration_id', 'valid_until', 'days_before']],
    references: [{ column: 'entity_id', table: 'core.entity' }],
    indexes: ['entity_id, valid_until'],
    audit: {},
  });
});

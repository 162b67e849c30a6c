import { migration } from '@compliance-os/core';

/** Government notifications that this tenant applied, and what each did to each instance. */
export default migration(async (m) => {
  await m.tenantTable('extension', {
    columns: `
      notification_id text not null,
      number text not null,
      notified_on date not null,
      notification jsonb not null,
      status text not null default 'applied' check (status in ('applied', 'reversed')),
      counts jsonb not null,
      applied_by text not null,
      applied_at timestamptz not null default clock_timestamp(),
      reversed_by text,
      reversed_at timestamptz,
      reversal_reason text,
      check ((status = 'reversed') = (reversed_at is not null and reversal_reason is not null))`,
    indexes: ['notified_on, id'],
    audit: {},
    grants: ['select', 'insert', 'update'],
  });
  await m.sql(`
    create unique index extension_in_force_once on extension (tenant_id, notification_id) where status = 'applied'`);

  await m.tenantTable('extension_effect', {
    columns: `
      extension_id uuid not null,
      instance_id uuid not null,
      before_date date,
      after_date date,
      fee_free_until date,
      unbreached boolean not null default false`,
    unique: [['extension_id', 'instance_id']],
    references: [
      { column: 'extension_id', table: 'extension' },
      { column: 'instance_id', table: 'instance' },
    ],
    indexes: ['instance_id'],
    audit: {},
    grants: ['select', 'insert'],
  });
});

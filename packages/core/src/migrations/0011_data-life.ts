import { ROLES } from '../db/roles.ts';
import { migration } from '../db/migration.ts';
import { tenantPolicy } from '../db/tenant-table.ts';

/** Exports of what a plugin keeps of a tenant, and what stands in place of what was purged. */
export default migration(async (m) => {
  await m.tenantTable('plugin_export', {
    columns: `
      plugin text not null,
      version text not null,
      requested_by text not null,
      requested_by_name text not null,
      requested_at timestamptz not null,
      made_at timestamptz,
      store_key text,
      store_version text,
      sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
      bytes bigint,
      rows bigint,
      check ((made_at is null) = (store_key is null) and (made_at is null) = (sha256 is null))`,
    unique: [['store_key']],
    indexes: ['plugin, requested_at'],
    audit: {},
  });
  await m.tenantTable('plugin_tombstone', {
    columns: `
      plugin text not null,
      name text not null,
      version text not null,
      purged_at timestamptz not null,
      purged_by text not null,
      purged_by_name text not null,
      tables jsonb not null,
      rows bigint not null,
      secrets int not null,
      jobs int not null,
      retention text not null,
      export_key text not null,
      export_version text,
      export_sha256 text not null check (export_sha256 ~ '^[0-9a-f]{64}$'),
      export_bytes bigint not null`,
    unique: [['export_key']],
    indexes: ['plugin, purged_at'],
    audit: {},
    grants: ['select'],
  });
  await m.sql(`
    create trigger append_only after update or delete on plugin_tombstone
      for each statement execute function refuse_change();
    create trigger append_only_truncate before truncate on plugin_tombstone
      for each statement execute function refuse_truncate();
    create policy everywhere on plugin_tombstone to ${ROLES.system} using (true) with check (true);
    grant select on plugin_tombstone to ${ROLES.system};
    ${tenantPolicy('plugin_tombstone', ROLES.purge)};
    grant select, insert on plugin_tombstone to ${ROLES.purge};

    ${tenantPolicy('tenant', ROLES.purge, 'id')};
    ${tenantPolicy('tenant_plugin', ROLES.purge)};
    ${tenantPolicy('evidence', ROLES.purge)};
    ${tenantPolicy('plugin_secret', ROLES.purge)};
    ${tenantPolicy('job', ROLES.purge)};
    ${tenantPolicy('schedule', ROLES.purge)};
    ${tenantPolicy('occurrence', ROLES.purge)};
    ${tenantPolicy('audit_outbox', ROLES.purge)};
    grant select on tenant, evidence to ${ROLES.purge};
    grant select, update on tenant_plugin to ${ROLES.purge};
    grant select, delete on plugin_secret, job, schedule, occurrence to ${ROLES.purge};
    grant select, insert on audit_outbox to ${ROLES.purge};
    grant usage on sequence audit_outbox_seq_seq to ${ROLES.purge};
  `);
});

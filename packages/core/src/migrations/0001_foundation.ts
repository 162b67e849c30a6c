import { CURRENT_TENANT, tenantPolicy } from '../db/tenant-table.ts';
import { migration } from '../db/migration.ts';
import { ROLES } from '../db/roles.ts';

/** Tenants, their entities and plugins, and the outbox of the audit log. */
export default migration(async (m) => {
  await m.sql(`
    create table tenant (
      id uuid primary key,
      slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
      name text not null check (length(name) between 1 and 200),
      status text not null default 'active' check (status in ('active', 'suspended')),
      settings jsonb not null default '{}',
      created_at timestamptz not null default clock_timestamp()
    );
    alter table tenant enable row level security;
    alter table tenant force row level security;
    ${tenantPolicy('tenant', m.role, 'id')};
    ${tenantPolicy('tenant', ROLES.plugins, 'id')};
    create policy everywhere on tenant to ${ROLES.identity}, ${ROLES.system} using (true) with check (true);
    grant select on tenant to ${m.role}, ${ROLES.plugins};
    grant select, insert, update on tenant to ${ROLES.identity}, ${ROLES.system};

    create table system_log (
      id uuid primary key default gen_random_uuid(),
      seq bigint generated always as identity unique,
      at timestamptz not null default clock_timestamp(),
      actor jsonb not null,
      act text not null,
      detail jsonb not null default '{}',
      address text
    );
    create index on system_log (at);
    grant select, insert on system_log to ${ROLES.identity}, ${ROLES.system};
    grant usage on sequence system_log_seq_seq to ${ROLES.identity}, ${ROLES.system};
  `);

  await m.sql(`
    create table audited_table (
      relation text not null,
      version int not null,
      columns text[] not null,
      hashed text[] not null,
      secret text[] not null,
      since timestamptz not null default clock_timestamp(),
      primary key (relation, version)
    );
    create table audit_exemption (relation text primary key, reason text not null);
    grant select on audited_table, audit_exemption to public;

    create table audit_outbox (
      tenant_id uuid not null references tenant (id),
      id uuid not null default gen_random_uuid(),
      seq bigint generated always as identity,
      at timestamptz not null,
      actor text not null,
      act text not null,
      kind text not null check (kind in ('row', 'batch', 'act')),
      relation text,
      image_version int,
      verb text check (verb in ('insert', 'update', 'delete')),
      row_id uuid,
      before text,
      before_hash bytea,
      after text,
      after_hash bytea,
      member_count int,
      members bytea,
      leaves bytea,
      merkle_root bytea,
      detail text,
      primary key (tenant_id, id)
    );
    create index on audit_outbox (tenant_id, seq);
    create index on audit_outbox (tenant_id, relation, row_id, seq) where kind = 'row';
    insert into audit_exemption values ('core.audit_outbox', 'it is the audit log');
    alter table audit_outbox enable row level security;
    alter table audit_outbox force row level security;
    ${tenantPolicy('audit_outbox', m.role)};
    create policy capture on audit_outbox for insert to current_user with check (tenant_id = ${CURRENT_TENANT});
    create policy everywhere on audit_outbox to ${ROLES.sealer} using (true) with check (true);
    create policy refused on audit_outbox for insert to ${ROLES.system} with check (tenant_id = ${CURRENT_TENANT});
    grant select, insert on audit_outbox to ${m.role};
    grant insert on audit_outbox to ${ROLES.system};
    grant select, delete on audit_outbox to ${ROLES.sealer};
    grant usage on sequence audit_outbox_seq_seq to ${m.role}, ${ROLES.system};

    create function refuse_truncate() returns trigger language plpgsql as $$
    begin
      raise exception '%.% cannot be truncated', tg_table_schema, tg_table_name using errcode = '42501';
    end $$;
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and current_user = '${ROLES.sealer}' then return null; end if;
      raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = '42501';
    end $$;
    create trigger append_only after update or delete on audit_outbox
      for each statement execute function refuse_change();
    create trigger append_only_truncate before truncate on audit_outbox
      for each statement execute function refuse_truncate();
    create trigger append_only after update or delete on system_log
      for each statement execute function refuse_change();
    create trigger append_only_truncate before truncate on system_log
      for each statement execute function refuse_truncate();

    -- Root of an RFC 6962 tree over leaf hashes of 32 bytes each, joined. Pairing level by level and carrying an
    -- odd last node up gives the same tree as the recursive definition.
    create function merkle_root(leaves bytea) returns bytea
    language plpgsql immutable set search_path = pg_catalog as $$
    declare
      level bytea := leaves;
      size int := length(leaves) / 32;
    begin
      if size = 0 then return sha256(''::bytea); end if;
      while size > 1 loop
        select string_agg(
          case when 2 * i <= size
            then sha256('\\x01'::bytea || substring(level from 64 * (i - 1) + 1 for 64))
            else substring(level from 64 * (i - 1) + 1 for 32) end,
          ''::bytea order by i)
        into level from generate_series(1, (size + 1) / 2) i;
        size := (size + 1) / 2;
      end loop;
      return level;
    end $$;
  `);

  await m.tenantTable('entity', {
    columns: `
      name text not null check (length(name) between 1 and 200),
      legal_name text not null check (length(legal_name) between 1 and 200),
      kind text not null,
      pan text,
      cin text,
      llpin text,
      state text,
      status text not null default 'active' check (status in ('active', 'closed')),
      created_at timestamptz not null default clock_timestamp()`,
    unique: [['pan']],
    indexes: ['name'],
    audit: {},
    grants: ['select', 'insert', 'update'],
  });
  await m.sql(`${tenantPolicy('entity', ROLES.plugins)}; grant select on entity to ${ROLES.plugins}`);

  await m.tenantTable('tenant_plugin', {
    columns: `
      plugin text not null,
      allowed boolean not null default false,
      state text not null default 'disabled' check (state in ('enabled', 'disabled', 'archived', 'purged')),
      config jsonb not null default '{}',
      changed_at timestamptz not null default clock_timestamp(),
      check (allowed or state <> 'enabled')`,
    unique: [['plugin']],
    audit: {},
    grants: ['select', 'insert', 'update'],
  });
  await m.sql(`
    create policy everywhere on tenant_plugin to ${ROLES.system} using (true) with check (true);
    grant select, insert, update on tenant_plugin to ${ROLES.system};
  `);
});

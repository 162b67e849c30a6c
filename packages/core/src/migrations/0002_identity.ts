import { migration } from '../db/migration.ts';
import { ROLES } from '../db/roles.ts';
import { CURRENT_TENANT, tenantPolicy } from '../db/tenant-table.ts';

/** People, operators, passwords, sessions and keys, which stand outside tenants; memberships, roles and grants, which belong to one. */
export default migration(async (m) => {
  const account = (name: string): string => `
    create table ${name} (
      id uuid primary key,
      email text not null unique check (email = lower(email) and length(email) between 3 and 254),
      name text not null check (length(name) between 1 and 200),
      status text not null default 'active' check (status in ('active', 'disabled')),
      last_sign_in_at timestamptz,
      created_at timestamptz not null
    );
    create table ${name}_credential (
      account_id uuid primary key references ${name} (id),
      password_hash text not null check (password_hash like '$argon2id$%'),
      changed_at timestamptz not null
    );`;
  await m.sql(`
    ${account('person')}
    ${account('operator')}
    alter table person add column last_tenant uuid references tenant (id);

    create table session (
      id uuid primary key,
      person_id uuid references person (id),
      operator_id uuid references operator (id),
      current_tenant uuid references tenant (id),
      created_at timestamptz not null,
      expires_at timestamptz not null,
      revoked_at timestamptz,
      revoked_for text,
      address text,
      agent text,
      check (num_nonnulls(person_id, operator_id) = 1),
      check (operator_id is null or current_tenant is null)
    );
    create index on session (person_id) where revoked_at is null;
    create index on session (operator_id) where revoked_at is null;
    create index on session (expires_at);

    -- One row for each token of a session; the rows of a session are a family. Only hashes are kept.
    create table refresh_token (
      hash bytea primary key check (length(hash) = 32),
      session_id uuid not null references session (id) on delete cascade,
      issued_at timestamptz not null,
      used_at timestamptz,
      salt bytea,
      check ((used_at is null) = (salt is null))
    );
    create index on refresh_token (session_id);

    create table sign_in_throttle (
      key bytea primary key,
      count int not null,
      since timestamptz not null,
      blocked_until timestamptz not null
    );
    create index on sign_in_throttle (since);

    create table password_reset (
      hash bytea primary key check (length(hash) = 32),
      person_id uuid not null references person (id),
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz
    );
    create index on password_reset (person_id);

    -- One key signs, one is published before it does, one is still believed after it did.
    create table signing_key (
      kid text primary key,
      state text not null unique check (state in ('next', 'current', 'previous')),
      public_key jsonb not null,
      private_key bytea not null,
      sealed_by text,
      created_at timestamptz not null,
      activated_at timestamptz,
      check ((state = 'next') = (activated_at is null))
    );

    grant select, insert, update on person, person_credential, operator, operator_credential to ${ROLES.identity};
    grant select, insert, update, delete
      on session, refresh_token, sign_in_throttle, password_reset, signing_key to ${ROLES.identity};
  `);

  await m.tenantTable('membership', {
    columns: `
      person_id uuid not null references core.person (id),
      status text not null default 'active' check (status in ('active', 'disabled')),
      joined_at timestamptz not null`,
    unique: [['person_id']],
    audit: {},
    grants: ['select', 'update'],
  });
  await m.tenantTable('role', {
    columns: `
      name text not null check (length(name) between 1 and 100),
      description text not null check (length(description) <= 500),
      permissions text[] not null,
      created_at timestamptz not null`,
    unique: [['name']],
    audit: {},
    grants: ['select', 'insert', 'update'],
  });
  await m.tenantTable('role_grant', {
    columns: `
      membership_id uuid not null,
      role text not null,
      all_entities boolean not null,
      entities uuid[] not null,
      dimensions jsonb not null check (jsonb_typeof(dimensions) = 'object'),
      valid_from date,
      valid_to date,
      granted_at timestamptz not null,
      check (all_entities = (cardinality(entities) = 0)),
      check (valid_from <= valid_to)`,
    references: [{ column: 'membership_id', table: 'core.membership' }],
    indexes: ['membership_id'],
    audit: {},
    grants: ['select', 'insert', 'delete'],
  });
  await m.tenantTable('invitation', {
    columns: `
      email text not null,
      name text not null,
      grants jsonb not null,
      token_hash bytea not null check (length(token_hash) = 32),
      invited_by uuid,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      accepted_at timestamptz,
      revoked_at timestamptz`,
    indexes: ['email'],
    audit: { secret: ['token_hash'] },
    grants: ['select', 'insert', 'update'],
  });

  await m.sql(`
    create index on membership (person_id);
    create index on invitation (token_hash);
    ${['membership', 'role', 'role_grant', 'invitation']
      .map(
        (table) =>
          `create policy everywhere on ${table} to ${ROLES.identity} using (true) with check (true);`,
      )
      .join('\n')}
    grant select, insert, update on membership, invitation to ${ROLES.identity};
    grant select on role to ${ROLES.identity};
    grant select, insert on role_grant to ${ROLES.identity};

    -- A tenant sees its members and nobody else, and of them not when they signed in: that may have been elsewhere.
    ${tenantPolicy('membership', ROLES.plugins)};
    grant select on membership to ${ROLES.plugins};
    alter table person enable row level security;
    alter table person force row level security;
    create policy everywhere on person to ${ROLES.identity} using (true) with check (true);
    create policy members on person for select to ${m.role}, ${ROLES.plugins} using (
      exists (select 1 from core.membership m where m.person_id = person.id and m.tenant_id = ${CURRENT_TENANT}));
    grant select (id, email, name, status) on person to ${m.role}, ${ROLES.plugins};
  `);
});

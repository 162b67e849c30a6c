import { migration } from '@compliance-os/core';

/** What obligations hang on besides entities: registrations, places, persons; and the dated facts about all of them. */
export default migration(async (m) => {
  await m.tenantTable('registration', {
    columns: `
      entity_id uuid not null,
      type text not null check (type ~ '^[a-z][a-z0-9-]*$'),
      number text not null check (length(number) between 1 and 60),
      state_code text,
      valid_from date not null,
      valid_to date,
      created_at timestamptz not null default clock_timestamp(),
      check (valid_to is null or valid_to >= valid_from)`,
    unique: [['type', 'number']],
    references: [{ column: 'entity_id', table: 'core.entity' }],
    indexes: ['entity_id'],
    audit: {},
  });

  await m.tenantTable('place', {
    columns: `
      entity_id uuid not null,
      name text not null check (length(name) between 1 and 200),
      kind text not null check (kind in ('head-office', 'branch', 'factory', 'warehouse', 'establishment')),
      state_code text,
      address text,
      valid_from date not null,
      valid_to date,
      check (valid_to is null or valid_to >= valid_from)`,
    references: [{ column: 'entity_id', table: 'core.entity' }],
    indexes: ['entity_id'],
    audit: {},
  });

  await m.tenantTable('person', {
    columns: `
      entity_id uuid not null,
      name text not null check (length(name) between 1 and 200),
      din text check (din ~ '^[0-9]{8}$'),
      capacity text not null,
      modes text[] not null default '{}',
      dsc_expires_on date,
      alternate_id uuid,
      valid_from date not null,
      valid_to date,
      check (valid_to is null or valid_to >= valid_from),
      check (alternate_id is null or alternate_id <> id)`,
    unique: [['entity_id', 'din']],
    references: [
      { column: 'entity_id', table: 'core.entity' },
      { column: 'alternate_id', table: 'person' },
    ],
    audit: {},
  });

  await m.tenantTable('fact', {
    columns: `
      entity_id uuid not null,
      subject_type text not null check (subject_type in ('entity', 'registration', 'place', 'person')),
      subject_id uuid not null,
      field text not null,
      -- SQL null: recorded as unknown, which is asked for and never read as "no"
      value jsonb check (value is null or jsonb_typeof(value) in ('string', 'number', 'boolean', 'array')),
      valid_from date not null,
      valid_to date,
      source text not null check (length(source) between 1 and 300),
      recorded_at timestamptz not null default clock_timestamp(),
      check (valid_to is null or valid_to >= valid_from),
      constraint fact_says_one_thing_a_day exclude using gist (
        tenant_id with =, subject_id with =, field with =, daterange(valid_from, valid_to, '[]') with &&)`,
    references: [{ column: 'entity_id', table: 'core.entity' }],
    indexes: ['subject_id', 'entity_id'],
    audit: {},
  });

  await m.tenantTable('occurrence', {
    columns: `
      entity_id uuid not null,
      subject_type text not null check (subject_type in ('entity', 'registration', 'place', 'person')),
      subject_id uuid not null,
      name text not null,
      happened_on date not null,
      -- the period it belongs to, such as the year that an annual meeting closes
      period text,
      facts jsonb not null default '[]'`,
    unique: [['subject_id', 'name', 'happened_on']],
    references: [{ column: 'entity_id', table: 'core.entity' }],
    audit: {},
  });

  await m.tenantTable('onboarding', {
    columns: `
      entity_id uuid not null,
      subject_type text not null check (subject_type in ('entity', 'registration', 'place', 'person')),
      subject_id uuid not null,
      onboarded_on date not null`,
    unique: [['subject_id']],
    references: [{ column: 'entity_id', table: 'core.entity' }],
    audit: {},
  });
});

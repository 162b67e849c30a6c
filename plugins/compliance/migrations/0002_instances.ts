import { migration } from '@compliance-os/core';

/** Masters as instances were made from them, and the instances. */
export default migration(async (m) => {
  await m.tenantTable('master_version', {
    columns: `
      code text not null,
      version int not null,
      family text not null,
      -- \`gst@1.0.0\`: shipped by a plugin, kept as it was when the first instance was made; \`tenant\`: its own
      origin text not null,
      content jsonb not null,
      -- SHA-256 of the content's canonical JSON, hex
      hash text not null check (length(hash) = 64),
      -- a tenant's own master that generates; snapshots never do by themselves
      generates boolean not null default false,
      recorded_at timestamptz not null default clock_timestamp()`,
    unique: [['code', 'hash']],
    audit: {},
    grants: ['select', 'insert', 'update'],
  });

  await m.tenantTable('explanation', {
    columns: `
      -- SHA-256 of tree and summary, hex: one answer serves all the periods that it is true of
      hash text not null check (length(hash) = 64),
      summary text not null,
      tree jsonb not null`,
    unique: [['hash']],
    audit: {},
    grants: ['select', 'insert'],
  });

  await m.tenantTable('instance', {
    columns: `
      master_version_id uuid not null,
      master_code text not null,
      form text not null,
      name text not null,
      family text not null,
      entity_id uuid not null,
      subject_type text not null check (subject_type in ('entity', 'registration', 'place', 'person')),
      subject_id uuid not null,
      subject_label text not null,
      period text not null,
      period_label text not null,
      period_from date not null,
      period_to date not null,
      -- days of the period that the subject covers; null: all of them
      part_from date,
      part_to date,
      -- by the rule of the master; null while it waits for an event without any forecast
      statutory_date date,
      -- the statutory date rests on an event or fact that is not known yet
      provisional boolean not null default false,
      extended_date date,
      fee_free_until date,
      internal_target date,
      due_date date generated always as (coalesce(extended_date, statutory_date)) stored,
      -- never null, so that a list can go on from any row: what has no date stands last
      sort_date date generated always as (coalesce(extended_date, statutory_date, date '9999-12-31')) stored,
      explanation_id uuid not null,
      status text not null default 'not-started' check (status in
        ('not-started', 'preparing', 'in-review', 'returned', 'approved', 'filed', 'completed', 'waived', 'not-used')),
      -- filed before the subject came into the system: nobody has verified it
      before_onboarding boolean not null default false,
      revision int not null default 1,
      assignee_id text,
      assignee_name text,
      -- everyone who prepared or submitted since it was started, and who approved: [{"principal","delegate"}]
      makers jsonb not null default '[]',
      checker jsonb,
      self_approval_reason text,
      approved_hash text,
      filed_on date,
      generated_at timestamptz not null default clock_timestamp(),
      changed_at timestamptz not null default clock_timestamp(),
      check ((part_from is null) = (part_to is null)),
      check (period_to >= period_from)`,
    unique: [['master_code', 'subject_id', 'period']],
    references: [
      { column: 'entity_id', table: 'core.entity' },
      { column: 'master_version_id', table: 'master_version' },
      { column: 'explanation_id', table: 'explanation' },
    ],
    indexes: ['sort_date, id', 'entity_id, sort_date', 'subject_id, period_to', 'filed_on'],
    audit: {},
    grants: ['select', 'insert', 'update'],
  });

  await m.tenantTable('instance_date', {
    columns: `
      instance_id uuid not null,
      action text not null check (action in ('extended', 'withdrawn', 'revised')),
      -- notification or master version that moved it, for people
      source text not null,
      extension_id uuid,
      statutory_date date,
      extended_date date,
      fee_free_until date,
      recorded_at timestamptz not null default clock_timestamp()`,
    references: [{ column: 'instance_id', table: 'instance' }],
    indexes: ['instance_id, recorded_at'],
    audit: {},
    grants: ['select', 'insert'],
  });

  await m.tenantTable('step', {
    columns: `
      instance_id uuid not null,
      command text not null,
      from_status text not null,
      to_status text not null,
      principal text not null,
      delegate text,
      actor_name text not null,
      reason text,
      -- what the instance was when the step was taken: SHA-256, hex
      state_hash text,
      taken_at timestamptz not null default clock_timestamp()`,
    references: [{ column: 'instance_id', table: 'instance' }],
    indexes: ['instance_id, taken_at'],
    audit: {},
    grants: ['select', 'insert'],
  });
});

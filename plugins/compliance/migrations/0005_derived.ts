import { migration } from '@compliance-os/core';

/** What can be worked out again from the rest at any time: not audited, and never the only copy of anything. */
export default migration(async (m) => {
  await m.tenantTable('instance_state', {
    columns: `
      -- id is that of the instance
      rag text not null check (rag in ('red', 'amber', 'green')),
      overdue_days int not null default 0,
      pending_dependencies int not null default 0,
      critical_blockers int not null default 0,
      -- what has accrued by itself up to as_of, in paise; null: cannot be priced
      exposure_paise bigint,
      exposure_incomplete boolean not null default false,
      as_of date not null,
      foreign key (tenant_id, id) references instance (tenant_id, id) on delete cascade`,
    indexes: ['rag'],
    audit: { exempt: 'derived: colours and exposure of instances, recomputed by the hourly job' },
  });

  await m.tenantTable('undetermined', {
    columns: `
      entity_id uuid not null,
      family text not null,
      master_code text not null,
      subject_type text not null,
      subject_id uuid not null,
      period text not null,
      missing text[] not null,
      summary text not null`,
    unique: [['master_code', 'subject_id']],
    audit: { exempt: 'derived: questions that generation could not answer, recomputed by each run' },
  });

  await m.tenantTable('generation_mark', {
    columns: `
      -- what the last complete run was made from; the same again has nothing to do
      scope text not null,
      fingerprint text not null,
      ran_at timestamptz not null default clock_timestamp()`,
    unique: [['scope']],
    audit: { exempt: 'derived: watermark of generation; losing it costs one run' },
  });
});

import { migration } from '../db/migration.ts';
import { ROLES } from '../db/roles.ts';
import { tenantPolicy } from '../db/tenant-table.ts';

/** Jobs, the occurrences of schedules, the sequence of events, and the replies kept for idempotency keys. */
export default migration(async (m) => {
  await m.tenantTable('job', {
    columns: `
      plugin text not null,
      name text not null,
      payload jsonb not null default 'null',
      dedupe_key text,
      state text not null default 'pending' check (state in ('pending', 'running', 'done', 'dead', 'held', 'discarded')),
      attempts int not null default 0,
      lease_no int not null default 0,
      lease_until timestamptz,
      run_at timestamptz not null,
      rung_at timestamptz,
      occurrence timestamptz,
      last_error text,
      created_at timestamptz not null default clock_timestamp(),
      finished_at timestamptz`,
    unique: [['dedupe_key']],
    indexes: ['state, run_at'],
    audit: { exempt: 'state of the queue; what a job does is recorded as its act' },
  });
  await m.sql(`
    create index job_due on job (run_at) where state in ('pending', 'running');
    create policy everywhere on job to ${ROLES.system} using (true) with check (true);
    grant select, insert, update, delete on job to ${ROLES.system};
  `);

  await m.tenantTable('schedule', {
    columns: `
      name text not null,
      filled_until timestamptz not null`,
    unique: [['name']],
    audit: { exempt: 'how far the occurrences of a schedule are filled in' },
  });
  await m.tenantTable('occurrence', {
    columns: `
      schedule text not null,
      at timestamptz not null,
      catch_up boolean not null,
      outcome text not null check (outcome in ('queued', 'skipped')),
      job_id uuid`,
    unique: [['schedule', 'at']],
    audit: { exempt: 'derived from the schedule; what its job does is recorded' },
  });
  await m.sql(`
    create policy everywhere on schedule to ${ROLES.system} using (true) with check (true);
    create policy everywhere on occurrence to ${ROLES.system} using (true) with check (true);
    grant select, insert, update on schedule, occurrence to ${ROLES.system};
  `);

  await m.tenantTable('event_sequence', {
    columns: `
      subject text not null,
      last bigint not null`,
    unique: [['subject']],
    audit: { exempt: 'a counter; the change that an event tells of is recorded' },
  });

  await m.tenantTable('idempotency', {
    columns: `
      actor text not null,
      route text not null,
      key text not null,
      fingerprint text not null,
      status int,
      body jsonb,
      created_at timestamptz not null default clock_timestamp()`,
    unique: [['actor', 'route', 'key']],
    audit: { exempt: 'replies kept for a day' },
  });
  await m.sql(`
    create policy everywhere on idempotency to ${ROLES.system} using (true) with check (true);
    grant select, delete on idempotency to ${ROLES.system};
  `);

  await m.sql(`
    create table mail_outbox (
      id uuid primary key,
      tenant_id uuid references tenant (id),
      recipient text not null,
      subject text not null,
      body text not null,
      secret boolean not null,
      state text not null default 'kept' check (state in ('kept', 'sent', 'failed')),
      last_error text,
      created_at timestamptz not null default clock_timestamp(),
      sent_at timestamptz
    );
    create index on mail_outbox (tenant_id, id);
    insert into audit_exemption values ('core.mail_outbox', 'a message; what it tells of is recorded where it happened');
    alter table mail_outbox enable row level security;
    alter table mail_outbox force row level security;
    ${tenantPolicy('mail_outbox', m.role)};
    create policy everywhere on mail_outbox to ${ROLES.system} using (true) with check (true);
    grant select on mail_outbox to ${m.role};
    grant select, insert, update on mail_outbox to ${ROLES.system};
  `);
});

import { migration } from '../db/migration.ts';
import { ROLES } from '../db/roles.ts';

/** Mails are written in the transaction of what they tell of, by whoever writes that; and wait to be delivered. */
export default migration(async (m) => {
  await m.sql(`
    alter table mail_outbox drop constraint mail_outbox_state_check;
    alter table mail_outbox
      add constraint mail_outbox_state_check check (state in ('kept', 'waiting', 'sent', 'failed')),
      add column attempts int not null default 0,
      add column due_at timestamptz not null default clock_timestamp();
    create index mail_due on mail_outbox (due_at) where state = 'waiting';
    create policy people on mail_outbox to ${ROLES.identity} using (true) with check (true);
    grant select, insert on mail_outbox to ${ROLES.identity};
    grant insert on mail_outbox to ${m.role};
  `);
});

import { migration } from '../db/migration.ts';
import { ROLES } from '../db/roles.ts';

/** Replies kept for the idempotency keys of operators, who stand in no tenant. */
export default migration(async (m) => {
  await m.sql(`
    create table operator_reply (
      actor text not null,
      route text not null,
      key text not null,
      fingerprint text not null,
      status int,
      body jsonb,
      claimed_at timestamptz not null default clock_timestamp(),
      primary key (actor, route, key)
    );
    grant select, insert, update, delete on operator_reply to ${ROLES.system};
  `);
});

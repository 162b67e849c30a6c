import { ROLES } from '../db/roles.ts';
import { migration } from '../db/migration.ts';

/**
 * Nobody takes a record away, the sealer neither: sealing will copy. And a change of a secret alone is a record too, with
 * equal images.
 */
export default migration(async (m) => {
  await m.sql(`
    revoke delete on audit_outbox from ${ROLES.sealer};
    create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = '42501';
    end $$;
    alter table audit_outbox add column secret_changed boolean not null default false;
  `);
});

import { migration } from '@compliance-os/core';

/**
 * What the dashboard sums of an instance, kept beside its state: the states that something is pending on are spread over
 * all instances, and looking each of those up took most of the dashboard's time. Whoever changes an instance holds the
 * row of its state from then on, so a refresh of the colours at the same moment waits and loses nothing.
 */
export default migration(async (m) => {
  await m.sql(`
    alter table instance_state
      add column entity_id uuid, add column family text, add column status text, add column due_date date, add column filed_on date;

    alter table instance no force row level security;
    alter table instance_state no force row level security;
    update instance_state s
    set entity_id = i.entity_id, family = i.family, status = i.status, due_date = i.due_date, filed_on = i.filed_on
    from instance i where i.tenant_id = s.tenant_id and i.id = s.id;
    alter table instance force row level security;
    alter table instance_state force row level security;

    alter table instance_state
      alter column entity_id set not null, alter column family set not null, alter column status set not null;

    create function follow_instances() returns trigger language plpgsql set search_path = pg_catalog, ${m.schema} as $$
    begin
      update instance_state s set status = n.status, due_date = n.due_date, filed_on = n.filed_on
      from new_rows n
      where s.tenant_id = n.tenant_id and s.id = n.id
        and (s.status, s.due_date, s.filed_on) is distinct from (n.status, n.due_date, n.filed_on);
      return null;
    end $$;
    create trigger follow_update after update on instance referencing new table as new_rows
      for each statement execute function follow_instances();

    -- a state is written by the statement that reads its instance, and no instance is ever deleted
    alter table instance_state drop constraint instance_state_tenant_id_id_fkey;
    -- lists work the colour out for today; nobody looks a stored one up
    drop index instance_state_tenant_id_rag_idx;

    drop index instance_state_counted;
    create index instance_state_counted on instance_state (tenant_id)
      include (id, entity_id, family, status, due_date, filed_on, pending_dependencies, critical_blockers, exposure_paise)
      where pending_dependencies > 0 or critical_blockers > 0 or exposure_paise > 0`);
});

import { migration } from '@compliance-os/core';

/**
 * How many instances there are, by what the dashboard asks for: kept, since a large tenant's cannot be counted while
 * somebody looks. Rows are added and never changed, so that two changes do not wait for each other; a job folds them.
 */
export default migration(async (m) => {
  await m.tenantTable('instance_tally', {
    columns: `
      entity_id uuid not null,
      family text not null,
      status text not null,
      -- of an open instance the day it is due, of a closed one the day it was filed; null: there is none
      day date,
      -- to be added up; less than none where instances have left
      n int not null`,
    audit: { exempt: 'derived: what the triggers of instance count' },
    grants: ['select', 'insert', 'delete'],
  });

  await m.sql(`
    -- each row is of an instance, which has a tenant
    alter table instance_tally drop constraint instance_tally_tenant_id_fkey;

    create function tally_day(status text, due_date date, filed_on date) returns date
    language sql immutable as $$
      select case when status in ('filed', 'completed', 'waived', 'not-used') then filed_on else due_date end
    $$;

    create function tally_instances() returns trigger language plpgsql set search_path = pg_catalog, ${m.schema} as $$
    begin
      if tg_op = 'INSERT' then
        insert into instance_tally (tenant_id, id, entity_id, family, status, day, n)
        select tenant_id, gen_random_uuid(), entity_id, family, status, day, count(*)
        from (select i.*, tally_day(status, due_date, filed_on) as day from new_rows i) made
        group by tenant_id, entity_id, family, status, day;
      else
        insert into instance_tally (tenant_id, id, entity_id, family, status, day, n)
        select tenant_id, gen_random_uuid(), entity_id, family, status, day, sum(n)
        from (
          select tenant_id, entity_id, family, status, tally_day(status, due_date, filed_on) as day, 1 as n from new_rows
          union all
          select tenant_id, entity_id, family, status, tally_day(status, due_date, filed_on), -1 from old_rows
        ) changed
        group by tenant_id, entity_id, family, status, day having sum(n) <> 0;
      end if;
      return null;
    end $$;

    create trigger tally_insert after insert on instance referencing new table as new_rows
      for each statement execute function tally_instances();
    create trigger tally_update after update on instance referencing old table as old_rows new table as new_rows
      for each statement execute function tally_instances();

    -- What is there already. Forced row level security hides it from the owner, too.
    alter table instance no force row level security;
    alter table instance_tally no force row level security;
    insert into instance_tally (tenant_id, id, entity_id, family, status, day, n)
    select tenant_id, gen_random_uuid(), entity_id, family, status, tally_day(status, due_date, filed_on), count(*)
    from instance group by tenant_id, entity_id, family, status, tally_day(status, due_date, filed_on);
    alter table instance force row level security;
    alter table instance_tally force row level security;
  `);
});

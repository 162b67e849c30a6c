import { migration } from '@compliance-os/core';

/**
 * What is not owed any more is withdrawn: the row stays, with its reason, and comes back as the same row. It is counted
 * nowhere. Only what nobody has worked on is withdrawn, whatever the code above does.
 */
export default migration(async (m) => {
  await m.sql(`
    alter table instance add column withdrawn_because text;
    alter table instance drop constraint instance_status_check;
    alter table instance add constraint instance_status_check check (status in
      ('not-started', 'preparing', 'in-review', 'returned', 'approved', 'filed', 'completed', 'waived', 'not-used', 'withdrawn'));
    alter table instance add constraint withdrawn_with_its_reason
      check ((status = 'withdrawn') = (withdrawn_because is not null));

    create function withdraw_only_untouched() returns trigger language plpgsql set search_path = pg_catalog, ${m.schema} as $$
    begin
      if new.status = 'withdrawn' and (not (old.status = 'not-started' or old.before_onboarding)
          or exists (select 1 from step where tenant_id = old.tenant_id and instance_id = old.id)) then
        raise exception 'somebody has worked on it' using errcode = '23514', constraint = 'untouched_is_withdrawn';
      end if;
      if old.status = 'withdrawn' and not (new.status = 'not-started' or new.before_onboarding) then
        raise exception 'what was withdrawn begins again' using errcode = '23514', constraint = 'withdrawn_begins_again';
      end if;
      return new;
    end $$;
    create trigger withdraw_only_untouched before update on instance
      for each row when (old.status is distinct from new.status and 'withdrawn' in (old.status, new.status))
      execute function withdraw_only_untouched();

    -- an instance that is dated anew stands under the notifications that hold for its new date, and no others
    grant delete on extension_effect to ${m.role};

    create or replace function tally_instances() returns trigger language plpgsql set search_path = pg_catalog, ${m.schema} as $$
    begin
      if tg_op = 'INSERT' then
        insert into instance_tally (tenant_id, id, entity_id, family, status, day, n)
        select tenant_id, gen_random_uuid(), entity_id, family, status, day, count(*)
        from (select i.*, tally_day(status, due_date, filed_on) as day from new_rows i where status <> 'withdrawn') made
        group by tenant_id, entity_id, family, status, day;
      else
        insert into instance_tally (tenant_id, id, entity_id, family, status, day, n)
        select tenant_id, gen_random_uuid(), entity_id, family, status, day, sum(n)
        from (
          select tenant_id, entity_id, family, status, tally_day(status, due_date, filed_on) as day, 1 as n
          from new_rows where status <> 'withdrawn'
          union all
          select tenant_id, entity_id, family, status, tally_day(status, due_date, filed_on), -1
          from old_rows where status <> 'withdrawn'
        ) changed
        group by tenant_id, entity_id, family, status, day having sum(n) <> 0;
      end if;
      return null;
    end $$;
  `);
});

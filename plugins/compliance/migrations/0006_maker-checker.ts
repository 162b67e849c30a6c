import { migration } from '@compliance-os/core';

/**
 * Maker is not checker, whatever the code above does. Who acts is not what a statement says but what the host has
 * set beneath it: an approval carries the hands of the act, and is refused where one of them prepared the work.
 */
export default migration(async (m) => {
  await m.sql(`
    create function hands(actor jsonb) returns text[] language sql immutable set search_path = pg_catalog as $$
      select array_remove(array[actor->>'id', actor->>'onBehalfOf', actor->>'owner'], null)
    $$;

    create function separate_maker_from_checker() returns trigger language plpgsql set search_path = pg_catalog, ${m.schema} as $$
    declare
      actor jsonb := nullif(current_setting('app.actor', true), '')::jsonb;
      makers_hands text[];
    begin
      select coalesce(array_agg(distinct hand), '{}') into makers_hands
      from jsonb_array_elements(old.makers || new.makers) maker,
           unnest(array[maker->>'principal', maker->>'delegate']) hand
      where hand is not null;

      if not (new.makers @> old.makers) and new.status <> 'not-started' then
        raise exception 'a maker cannot be struck from the record' using errcode = '23514', constraint = 'makers_stay';
      end if;
      if new.status = 'in-review' and old.status <> 'in-review' and not (hands(actor) && makers_hands) then
        raise exception 'an obligation is submitted without its maker' using errcode = '23514', constraint = 'maker_is_recorded';
      end if;
      if new.status = 'approved' and old.status <> 'approved' then
        if new.checker is null or not (hands(actor) && array[new.checker->>'principal', new.checker->>'delegate']) then
          raise exception 'the checker is not the one who acts' using errcode = '23514', constraint = 'checker_is_recorded';
        end if;
        if actor->>'kind' not in ('user', 'api-key') then
          raise exception 'only people approve' using errcode = '23514', constraint = 'people_approve';
        end if;
        if new.self_approval_reason is null and (hands(actor) && makers_hands) then
          raise exception 'maker and checker are one' using errcode = '23514', constraint = 'maker_is_not_checker';
        end if;
      end if;
      if new.status = 'waived' and old.status <> 'waived' and new.self_approval_reason is null and (hands(actor) && makers_hands) then
        raise exception 'a maker waives his own work' using errcode = '23514', constraint = 'maker_does_not_waive';
      end if;
      if new.status in ('filed', 'completed') and old.status not in ('approved', 'filed', 'completed') and not new.before_onboarding then
        raise exception 'filed without an approval' using errcode = '23514', constraint = 'approved_before_filed';
      end if;
      return new;
    end $$;

    create trigger separate_maker_from_checker before update on instance
      for each row when (old.status is distinct from new.status or old.makers is distinct from new.makers)
      execute function separate_maker_from_checker();
  `);
});

import { migration } from '@compliance-os/core';

/**
 * Work on a further filing of an obligation that is filed already: revised, corrected or amended. It has a maker and a
 * checker of its own; the obligation stays as it was filed. Filed, it is a submission of the obligation.
 */
export default migration(async (m) => {
  await m.tenantTable('amendment', {
    columns: `
      instance_id uuid not null,
      kind text not null check (kind in ('revised', 'correction', 'amendment')),
      reason text not null,
      status text not null check (status in ('preparing', 'in-review', 'returned', 'approved', 'filed', 'dropped')),
      -- as of an instance: [{"principal","delegate"}]
      makers jsonb not null default '[]',
      checker jsonb,
      self_approval_reason text,
      approved_hash text,
      -- what it became
      submission_id uuid,
      opened_at timestamptz not null default clock_timestamp(),
      check ((status = 'filed') = (submission_id is not null))`,
    references: [
      { column: 'instance_id', table: 'instance' },
      { column: 'submission_id', table: 'submission' },
    ],
    audit: {},
    grants: ['select', 'insert', 'update'],
  });

  await m.sql(`
    create unique index amendment_under_way on amendment (tenant_id, instance_id)
      where status not in ('filed', 'dropped');

    -- few, and asked for whenever colours are worked out
    create index submission_refused on submission (tenant_id, instance_id)
      where portal_status in ('error', 'defective');

    -- maker is not checker: as for the instance itself
    create function separate_amender_from_checker() returns trigger language plpgsql set search_path = pg_catalog, ${m.schema} as $$
    declare
      actor jsonb := nullif(current_setting('app.actor', true), '')::jsonb;
      makers_hands text[];
    begin
      select coalesce(array_agg(distinct hand), '{}') into makers_hands
      from jsonb_array_elements(case tg_op when 'INSERT' then new.makers else old.makers || new.makers end) maker,
           unnest(array[maker->>'principal', maker->>'delegate']) hand
      where hand is not null;

      if tg_op = 'INSERT' then
        if new.status <> 'preparing' or not (hands(actor) && makers_hands) then
          raise exception 'an amendment begins with its maker' using errcode = '23514', constraint = 'maker_is_recorded';
        end if;
        return new;
      end if;
      if not (new.makers @> old.makers) then
        raise exception 'a maker cannot be struck from the record' using errcode = '23514', constraint = 'makers_stay';
      end if;
      if new.status = 'in-review' and old.status <> 'in-review' and not (hands(actor) && makers_hands) then
        raise exception 'an amendment is submitted without its maker' using errcode = '23514', constraint = 'maker_is_recorded';
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
      if new.status = 'filed' and old.status <> 'approved' then
        raise exception 'filed without an approval' using errcode = '23514', constraint = 'approved_before_filed';
      end if;
      return new;
    end $$;

    create trigger separate_amender_from_checker before insert or update on amendment
      for each row execute function separate_amender_from_checker();
  `);
});

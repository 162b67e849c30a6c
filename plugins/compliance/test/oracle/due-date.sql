-- The due-date grammar a second time, in SQL, written from its description and not from the TypeScript.
-- Dates are `date` throughout: a cast through timestamptz would make them depend on the session's time zone.
--
--   due_date(rule, basis, period_from, period_to, facts, events, masters, holidays) -> jsonb
--     basis     'FY' or 'CY': the year that month/day/yearOffset count from
--     facts     [{field, value, from, to}], value null = unknown
--     events    {name: date}, masters {code: date}, holidays [date]
--     result    {kind: 'date', date, unless?: [name]} | {kind: 'awaits', awaits: [name], expected, why} | {kind: 'no-date'}

create function pg_temp.month_day(year int, month int, day int) returns date immutable language sql as $$
  -- month may lie outside 1..12; a day past the month's end is its end
  select least(
    first + (day - 1),
    (first + interval '1 month')::date - 1
  )
  from (select (make_date(year, 1, 1) + make_interval(months => month - 1))::date as first) m
$$;

create function pg_temp.day_of_year(at jsonb, base_year int) returns date immutable language sql as $$
  select pg_temp.month_day(
    base_year + (at->>'yearOffset')::int,
    (at->>'month')::int,
    case when at->>'day' = 'last' then 31 else (at->>'day')::int end
  )
$$;

create function pg_temp.fy_start(day date) returns int immutable language sql as $$
  select extract(year from day - interval '3 months')::int
$$;

-- The day a fact is read on: the edge of the period, or the nearest day inside it with a record.
create function pg_temp.reading_day(facts jsonb, wanted text, at text, period_from date, period_to date)
returns date immutable language sql as $$
  select case
    when at = 'at-start' then greatest(period_from, coalesce(min(f.starts), period_from))
    else least(period_to, coalesce(max(f.ends), period_to))
  end
  from (
    select (e->>'from')::date as starts, coalesce((e->>'to')::date, 'infinity') as ends
    from jsonb_array_elements(facts) e
    where e->>'field' = wanted
  ) f
  where f.starts <= period_to and f.ends >= period_from
$$;

-- The value on a day; SQL null when unknown.
create function pg_temp.fact_on(facts jsonb, wanted text, day date) returns jsonb immutable language sql as $$
  select nullif(e->'value', 'null'::jsonb)
  from jsonb_array_elements(facts) with ordinality as t(e, n)
  where e->>'field' = wanted
    and (e->>'from')::date <= day
    and coalesce((e->>'to')::date, 'infinity') >= day
  order by (e->>'from')::date desc, n desc
  limit 1
$$;

-- Null when the value is unknown or of a type the comparison does not have.
create function pg_temp.holds(condition jsonb, value jsonb) returns boolean immutable language plpgsql as $$
declare
  op text := condition->>'op';
  entries jsonb := case when jsonb_typeof(value) = 'array' then value else jsonb_build_array(value) end;
  wanted jsonb := case when jsonb_typeof(condition->'value') = 'array'
    then condition->'value' else jsonb_build_array(condition->'value') end;
  member boolean;
  place int;
begin
  if value is null then return null; end if;
  if op in ('eq', 'ne', 'in', 'notIn') then
    select exists (
      select from jsonb_array_elements(entries) a join jsonb_array_elements(wanted) b on a = b
    ) into member;
    if not member and jsonb_array_length(entries) > 0 and not exists (
      select from jsonb_array_elements(wanted) b where jsonb_typeof(b) = jsonb_typeof(entries->0)
    ) then
      return null;
    end if;
    return member = (op in ('eq', 'in'));
  end if;
  if jsonb_typeof(value) is distinct from jsonb_typeof(condition->'value')
    or jsonb_typeof(value) not in ('number', 'string') then
    return null;
  end if;
  place := case jsonb_typeof(value)
    when 'number' then sign((value #>> '{}')::numeric - (condition->>'value')::numeric)::int
    else case
      when (value #>> '{}') collate "C" < (condition->>'value') collate "C" then -1
      when (value #>> '{}') = (condition->>'value') then 0
      else 1
    end
  end;
  return case op when 'lt' then place < 0 when 'lte' then place <= 0 when 'gt' then place > 0 else place >= 0 end;
end $$;

create function pg_temp.found(day date) returns jsonb immutable language sql as $$
  select jsonb_build_object('kind', 'date', 'date', day)
$$;

create function pg_temp.waits(name text, expected date, why text) returns jsonb immutable language sql as $$
  select jsonb_build_object(
    'kind', 'awaits',
    'awaits', jsonb_build_array(name),
    'expected', expected,
    'why', case when expected is null then null else why end
  )
$$;

-- {expected, why} of the earliest date among several results; a firm date beats an assumed one of the same day.
create function pg_temp.earliest(results jsonb) returns jsonb immutable language sql as $$
  select jsonb_build_object('expected', d, 'why', why)
  from (
    select
      coalesce(r->>'date', r->>'expected')::date as d,
      case when r->>'kind' = 'date' then 'statutory-latest' else r->>'why' end as why
    from jsonb_array_elements(results) r
  ) e
  where d is not null
  order by d, why = 'statutory-latest' desc
  limit 1
$$;

-- Names of what any of the results awaits, in their order.
create function pg_temp.awaited(results jsonb) returns jsonb immutable language sql as $$
  select jsonb_agg(a order by n, m)
  from jsonb_array_elements(results) with ordinality as t(r, n),
    jsonb_array_elements(coalesce(r->'awaits', r->'unless')) with ordinality as u(a, m)
$$;

create function pg_temp.due_date(
  rule jsonb, basis text, period_from date, period_to date,
  facts jsonb, events jsonb, masters jsonb, holidays jsonb
) returns jsonb stable language plpgsql as $$
declare
  kind text := rule->>'kind';
  base_year int := case when basis = 'CY' then extract(year from period_from)::int else pg_temp.fy_start(period_from) end;
  end_year int := extract(year from period_to);
  end_month int := extract(month from period_to);
  happened date := (events->>(rule->>'event'))::date;
  counted_from date;
  due date;
  first_year int;
  months int;
  slot text;
  parts jsonb := '[]';
  part jsonb;
  best jsonb;
  fact jsonb;
begin
  case kind
  when 'day-of-following-month' then
    select coalesce((
      select o->'rule' from jsonb_array_elements(rule->'overrides') o
      where (o->'when'->>'periodEndMonth')::int = end_month limit 1
    ), rule) into part;
    return pg_temp.found(pg_temp.month_day(end_year, end_month + (part->>'monthsAfter')::int, (part->>'day')::int));

  when 'last-day-of-following-month' then
    return pg_temp.found(pg_temp.month_day(end_year, end_month + (rule->>'monthsAfter')::int + 1, 1) - 1);

  when 'fixed' then
    return pg_temp.found(pg_temp.day_of_year(rule, base_year));

  when 'fixed-by-period' then
    months := (extract(year from period_to) - extract(year from period_from))::int * 12
      + (extract(month from period_to) - extract(month from period_from))::int + 1;
    if months in (3, 6) then
      slot := case months when 3 then 'Q' else 'H' end || 1 + (
        extract(month from period_from - case when basis = 'FY' then interval '3 months' else interval '0' end)::int - 1
      ) / months;
    end if;
    part := rule->'dates'->slot;
    if part is null then return '{"kind": "no-date"}'; end if;
    return pg_temp.found(pg_temp.day_of_year(part, base_year));

  when 'days-after-period-end' then
    return pg_temp.found(period_to + (rule->>'days')::int);

  when 'offset-from-fy-start-days' then
    return pg_temp.found(make_date(pg_temp.fy_start(period_from), 4, 1) + (rule->>'days')::int);

  when 'days-after', 'months-after', 'working-days-after', 'before-event', 'max-gap' then
    counted_from := coalesce(happened, case when rule ? 'assumedEventDate'
      then pg_temp.day_of_year(rule->'assumedEventDate', base_year) end);
    due := case kind
      when 'months-after' then (counted_from + make_interval(months => (rule->>'months')::int))::date
      when 'before-event' then counted_from - (rule->>'daysBefore')::int
      when 'working-days-after' then case when (rule->>'days')::int = 0 then counted_from else (
        select d from (
          select counted_from + n as d from generate_series(1, 40 + 2 * (rule->>'days')::int) n
        ) s
        where extract(isodow from d) <> 7 and not holidays ? d::text
        order by d offset (rule->>'days')::int - 1 limit 1
      ) end
      else counted_from + (rule->>'days')::int
    end;
    return case when happened is not null then pg_temp.found(due)
      else pg_temp.waits(rule->>'event', due, 'assumed') end;

  when 'relative-to-event' then
    if happened is not null then return pg_temp.found(happened - (rule->>'daysBefore')::int); end if;
    return pg_temp.waits(rule->>'event', case when rule ? 'targetLatest'
      then pg_temp.day_of_year(rule->'targetLatest', base_year) end, 'statutory-latest');

  when 'relative-to-master' then
    due := (masters->>(rule->>'master'))::date - (rule->>'daysBefore')::int;
    return case when due is null then pg_temp.waits(rule->>'master', null, null) else pg_temp.found(due) end;

  when 'min-gap' then
    return pg_temp.found(period_to);

  when 'every-n-years' then
    due := pg_temp.day_of_year(rule, base_year);
    first_year := extract(year from (rule->>'firstDue')::date);
    if happened is not null then
      first_year := greatest(first_year, pg_temp.fy_start(happened) + (rule->>'n')::int + (rule->>'yearOffset')::int);
    end if;
    if extract(year from due) < first_year or (extract(year from due)::int - first_year) % (rule->>'n')::int <> 0 then
      due := null;
    end if;
    return case
      when happened is null then pg_temp.waits(rule->>'event', due, 'assumed')
      when due is null then '{"kind": "no-date"}'
      else pg_temp.found(due)
    end;

  when 'absolute' then
    return pg_temp.found((rule->>'date')::date);

  when 'none' then
    return '{"kind": "no-date"}';

  when 'variant' then
    fact := pg_temp.fact_on(facts, rule->>'by',
      pg_temp.reading_day(facts, rule->>'by', coalesce(rule->>'at', 'at-end'), period_from, period_to));
    for part in select b from jsonb_array_elements(rule->'branches') b loop
      if pg_temp.holds(part->'when', fact) then
        return pg_temp.due_date(part->'rule', basis, period_from, period_to, facts, events, masters, holidays);
      end if;
    end loop;
    select jsonb_agg(pg_temp.due_date(b->'rule', basis, period_from, period_to, facts, events, masters, holidays))
      from jsonb_array_elements(rule->'branches') b into parts;
    return pg_temp.waits(rule->>'by', (pg_temp.earliest(parts)->>'expected')::date, 'assumed');

  when 'earlier-of', 'later-of' then
    select jsonb_agg(pg_temp.due_date(r, basis, period_from, period_to, facts, events, masters, holidays) order by n)
      from jsonb_array_elements(rule->'rules') with ordinality as t(r, n) into parts;
    select case kind when 'earlier-of' then min((p->>'date')::date) else max((p->>'date')::date) end
      from jsonb_array_elements(parts) p into due;
    best := pg_temp.earliest(parts);
    -- the earlier of a date and something still to come is that date, until the other comes first
    if not exists (select from jsonb_array_elements(parts) p where p->>'kind' = 'awaits')
      or kind = 'earlier-of' and due = (best->>'expected')::date then
      return case when due is null then '{"kind": "no-date"}'
        else jsonb_strip_nulls(pg_temp.found(due) || jsonb_build_object('unless', pg_temp.awaited(parts))) end;
    end if;
    if kind = 'later-of' then
      select max((p->>'expected')::date) from jsonb_array_elements(parts) p into counted_from;
      best := case when counted_from > due or due is null
        then jsonb_build_object('expected', counted_from, 'why', case when counted_from is not null then 'assumed' end)
        else jsonb_build_object('expected', due, 'why', 'statutory-earliest') end;
    end if;
    return jsonb_build_object('kind', 'awaits', 'expected', best->'expected', 'why', best->'why',
      'awaits', pg_temp.awaited(parts));
  end case;
end $$;

import { migration } from '@compliance-os/core';

/**
 * Everything that a word names, and not the first five hundred of it: a list is limited by what is found here. Names of
 * places and persons stand beside the numbers; the function reads past the policies as the owner and names the tenant
 * itself, as in 0007. Labels of periods are few and are found without reading the instances that carry them.
 */
export default migration(async (m) => {
  const tenant = `(select nullif(current_setting('app.tenant', true), '')::uuid)`;
  await m.sql(`
    create index place_words on place using gist (tenant_id, name public.gist_trgm_ops);
    create index person_words on person using gist (tenant_id, name public.gist_trgm_ops);
    create policy search on place for select to current_user using (true);
    create policy search on person for select to current_user using (true);
    create index on instance (tenant_id, period_label);
    create policy search on instance for select to current_user using (true);

    drop function search_words(uuid, text, int);
    create function search_words(for_tenant uuid, word text)
    returns table (kind text, id uuid)
    language sql stable security definer set search_path = pg_catalog, ${m.schema}, public as $$
      select 'subject', r.id from registration r
      where r.tenant_id = for_tenant and r.tenant_id = ${tenant} and r.number ilike '%' || word || '%'
      union all
      select 'subject', p.id from place p
      where p.tenant_id = for_tenant and p.tenant_id = ${tenant} and p.name ilike '%' || word || '%'
      union all
      select 'subject', n.id from person n
      where n.tenant_id = for_tenant and n.tenant_id = ${tenant}
        and (n.name ilike '%' || word || '%' or n.din ilike '%' || word || '%')
      union all
      select 'instance', s.instance_id from submission s
      where length(word) >= 4 and s.tenant_id = for_tenant and s.tenant_id = ${tenant}
        and s.acknowledgement_number ilike '%' || word || '%'
    $$;

    -- From one label to the next, by the index: a tenant has dozens of them and a hundred thousand instances.
    create function search_periods(for_tenant uuid, word text)
    returns table (label text)
    language sql stable security definer set search_path = pg_catalog, ${m.schema}, public as $$
      with recursive labels as (
        (select i.period_label from instance i
         where i.tenant_id = for_tenant and i.tenant_id = ${tenant} order by i.period_label limit 1)
        union all
        select (select i.period_label from instance i
                where i.tenant_id = for_tenant and i.tenant_id = ${tenant} and i.period_label > l.period_label
                order by i.period_label limit 1)
        from labels l where l.period_label is not null)
      select period_label from labels where period_label ilike '%' || word || '%'
    $$;
    revoke execute on function search_words(uuid, text), search_periods(uuid, text) from public;
    grant execute on function search_words(uuid, text), search_periods(uuid, text) to ${m.role};
  `);
});

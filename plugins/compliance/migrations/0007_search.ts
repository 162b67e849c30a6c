import { migration } from '@compliance-os/core';

/**
 * Search by parts of words. LIKE is not leakproof, so under row level security it could not use an index; this one
 * function reads past the policies as the owner, names the tenant itself, and takes it from what the host has set,
 * so no statement can ask for another's. It returns ids, which the caller reads again under the policies and its
 * own scope.
 */
export default migration(async (m) => {
  await m.sql(`
    create index registration_words on registration using gist (tenant_id, number public.gist_trgm_ops);
    create index submission_words on submission using gist (tenant_id, acknowledgement_number public.gist_trgm_ops);
    create policy search on registration for select to current_user using (true);
    create policy search on submission for select to current_user using (true);

    create function search_words(for_tenant uuid, word text, take int)
    returns table (kind text, id uuid)
    language sql stable security definer set search_path = pg_catalog, ${m.schema}, public as $$
      (select 'registration', r.id from registration r
       where r.tenant_id = for_tenant and r.tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)
         and r.number ilike '%' || word || '%' limit take)
      union all
      (select 'instance', s.instance_id from submission s
       where s.tenant_id = for_tenant and s.tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid)
         and s.acknowledgement_number ilike '%' || word || '%' limit take)
    $$;
    revoke execute on function search_words(uuid, text, int) from public;
    grant execute on function search_words(uuid, text, int) to ${m.role};
  `);
});

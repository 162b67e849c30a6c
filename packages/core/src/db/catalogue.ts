import type pg from 'pg';
import { ROLES } from './roles.ts';

export interface CatalogueFinding {
  readonly relation: string;
  readonly problem: string;
}

/** Tables with a `tenant_id` that lack a wall, and tables of ours that are neither audited nor exempt. */
const WALLS = `
  with ours as (
    select c.oid, n.nspname || '.' || c.relname as relation, c.relrowsecurity, c.relforcerowsecurity,
           exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as tenant,
           exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull) as of_one_tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname = any($1)
  )
  select relation, 'has no row level security' as problem from ours where tenant and not relrowsecurity
  union all
  select relation, 'does not force row level security on its owner' from ours where tenant and not relforcerowsecurity
  union all
  select o.relation, 'has no policy with both USING and WITH CHECK' from ours o
  where o.tenant and not exists (select 1 from pg_policy p where p.polrelid = o.oid and p.polqual is not null and p.polwithcheck is not null)
  union all
  select o.relation, 'has policy "' || p.polname || '" open to every role' from ours o join pg_policy p on p.polrelid = o.oid
  where o.tenant and 0 = any(p.polroles)
  union all
  select o.relation, 'is neither audited nor exempt with a reason' from ours o
  where o.tenant
    and not exists (select 1 from core.audit_exemption e where e.relation = o.relation)
    and (select count(*) from pg_trigger t where t.tgrelid = o.oid and t.tgname in ('capture_insert', 'capture_update', 'capture_delete') and t.tgenabled = 'O') < 3
  union all
  select o.relation, 'has a foreign key that does not begin with tenant_id' from ours o
  join pg_constraint k on k.conrelid = o.oid and k.contype = 'f' join ours target on target.oid = k.confrelid and target.tenant
  where o.tenant and (select attname from pg_attribute where attrelid = o.oid and attnum = k.conkey[1]) <> 'tenant_id'
  union all
  select o.relation, 'has a unique index that does not begin with tenant_id' from ours o join pg_index i on i.indrelid = o.oid
  where o.of_one_tenant and i.indisunique
    and (select attname from pg_attribute where attrelid = o.oid and attnum = i.indkey[0]) is distinct from 'tenant_id'
  order by 1, 2`;

/** What the login role may not be, and what plugin roles may not do. True on a real server only. */
const LOGIN = `
  select current_user as relation, 'is a superuser' as problem from pg_roles where rolname = current_user and rolsuper
  union all
  select current_user, 'bypasses row level security' from pg_roles where rolname = current_user and rolbypassrls
  union all
  select current_user, 'owns table ' || c.relname from pg_class c join pg_roles r on r.oid = c.relowner
  where r.rolname = current_user and c.relkind = 'r'
  union all
  select '${ROLES.plugins}', 'may call set_config' where has_function_privilege('${ROLES.plugins}', 'pg_catalog.set_config(text, text, boolean)', 'execute')`;

/**
 * Whether the walls stand. A server that lacks one refuses to serve.
 * @param login a connection of the role that the application signs in with; not asked on the embedded
 *   database, whose one user could take every wall down
 */
export const checkCatalogue = async (
  owner: pg.ClientBase,
  schemas: readonly string[],
  login: pg.ClientBase | undefined,
): Promise<readonly CatalogueFinding[]> => {
  const walls = await owner.query<CatalogueFinding>(WALLS, [schemas]);
  const role = login ? await login.query<CatalogueFinding>(LOGIN) : { rows: [] };
  return [...walls.rows, ...role.rows];
};

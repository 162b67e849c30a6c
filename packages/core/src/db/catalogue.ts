import type pg from 'pg';
import { CLOSED_FUNCTIONS } from './privileges.ts';
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
  where o.tenant and not exists (
    -- that of purges stands beside, and is nobody's way to read
    select 1 from pg_policy p join pg_roles r on r.oid = any(p.polroles)
    where p.polrelid = o.oid and p.polqual is not null and p.polwithcheck is not null and r.rolname <> '${ROLES.purge}')
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
  union all
  select o.relation, 'has policy "' || p.polname || '" for "' || r.rolname || '" that does not keep to the tenant'
  from ours o join pg_policy p on p.polrelid = o.oid join pg_roles r on r.oid = any(p.polroles)
  where o.tenant and r.rolname = any($2)
    and (coalesce(pg_get_expr(p.polqual, p.polrelid), 'app.tenant') not like '%app.tenant%'
      or coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'app.tenant') not like '%app.tenant%')
  union all
  select n.nspname || '.' || c.relname, 'is a view that reads past row level security: make it security_invoker'
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any($1)
    and (c.relkind = 'm' or (c.relkind = 'v' and not exists (
      select 1 from unnest(c.reloptions) o where o ~ '^security_invoker=(true|on|yes|1)$')))
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
  select r.rolname, 'bypasses row level security' from pg_roles r
  where pg_has_role(current_user, r.oid, 'member') and r.rolname <> current_user and (r.rolsuper or r.rolbypassrls)`;

/** What plugins may call although it would lead them out of their tenant. */
const CALLS = `
  select '${ROLES.plugins}' as relation, 'may call ' || f as problem from (${CLOSED_FUNCTIONS}) closed
  where has_function_privilege('${ROLES.plugins}', f, 'execute') order by f`;

/** Roles that statements of one tenant run in. */
const tenantRoles = (schemas: readonly string[]): string[] => [
  ROLES.plugins,
  ROLES.purge,
  ...schemas.map((schema) => `cos_${schema}`),
];

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
  const walls = await owner.query<CatalogueFinding>(WALLS, [schemas, tenantRoles(schemas)]);
  const calls = await owner.query<CatalogueFinding>(CALLS);
  const role = login ? await login.query<CatalogueFinding>(LOGIN) : { rows: [] };
  return [...walls.rows, ...calls.rows, ...role.rows];
};

import { GRANTS_OF_M, memberAccess, type LoadedGrant } from '../../access/member-access.ts';
import { readyMadeRoleNames } from '../../access/built-in-roles.ts';
import { permissionsOn } from '../../access/tenant-roles.ts';
import { isTenantless } from '../../context/tenantless.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { unauthenticated } from '../problems.ts';
import type { me } from '../route-shapes.ts';
import type { TenantChoice } from '../schemas.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly tenant: TenantChoice | null;
  readonly grants: LoadedGrant[];
  readonly own_roles: { id: string; name: string }[];
}

const ME = `
  select p.id, p.name, p.email,
    case when t.id is null then null else json_build_object('id', t.id, 'name', t.name, 'slug', t.slug) end as tenant,
    ${GRANTS_OF_M} as grants,
    coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name)) from core.role r where r.tenant_id = t.id), '[]') as own_roles
  from core.person p
  left join (core.membership m join core.tenant t on t.id = m.tenant_id) on m.person_id = p.id and m.tenant_id = $2
  where p.id = $1`;

const NOTHING: ReadonlySet<string> = new Set();

const handler: RouteHandler<typeof me> = async ({ ctx, deps }) => {
  const tenant = isTenantless(ctx) ? null : ctx.tenant;
  const row = await deps.db.read('identity: people').first<Row>(ME, [ctx.actor.id, tenant]);
  if (!row) throw unauthenticated();
  const { roles, access } = memberAccess(row.grants, deps.catalogue, ctx.today);
  const names = new Map([
    ...row.own_roles.map(({ id, name }) => [id, name] as const),
    ...readyMadeRoleNames(deps.catalogue),
  ]);
  const on = tenant === null ? NOTHING : await deps.pluginsOn.onFor(tenant);
  return {
    person: { id: row.id, name: row.name, email: row.email },
    tenant: row.tenant,
    roles: roles.map((id) => ({ id, name: names.get(id) ?? id })),
    permissions: permissionsOn(access, deps.catalogue, on),
    entities: access.entities,
  };
};

export default handler;

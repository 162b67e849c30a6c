import { readyMadeRoleNames } from '../../access/built-in-roles.ts';
import type { StoredGrant } from '../../access/resolve-access.ts';
import { whole } from '../../access/schemas.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { listInvitations } from '../people-shapes.ts';

interface Row {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly grants: StoredGrant[];
  readonly own_roles: { id: string; name: string }[];
}

const handler: RouteHandler<typeof listInvitations> = async ({ ctx, deps }) => {
  const rows = await deps.db.read(ctx).rows<Row>(
    `select i.id, i.email, i.name, i.created_at, i.expires_at, i.grants,
       coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name)) from core.role r where r.tenant_id = i.tenant_id), '[]') as own_roles
     from core.invitation i
     where i.tenant_id = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $2
     order by i.created_at desc, i.id limit 500`,
    [ctx.tenant, ctx.now],
  );
  const readyMade = readyMadeRoleNames(deps.catalogue);
  return whole(
    rows.map((row) => {
      const names = new Map([...row.own_roles.map(({ id, name }) => [id, name] as const), ...readyMade]);
      const roles = [...new Set(row.grants.map(({ role }) => role))].map((id) => ({
        id,
        name: names.get(id) ?? id,
      }));
      const { id, email, name, created_at, expires_at } = row;
      return {
        id,
        email,
        name,
        createdAt: created_at.toISOString(),
        expiresAt: expires_at.toISOString(),
        roles,
      };
    }),
  );
};

export default handler;

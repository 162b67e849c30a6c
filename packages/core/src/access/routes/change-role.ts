import { notFound } from '../../http/problem.ts';
import { afterCommit, tags } from '../../identity/tags.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { checkPermissions } from '../check-permissions.ts';
import { nameTaken } from '../problems.ts';
import type { changeRole } from '../route-shapes.ts';
import { ownRole, tenantPermission } from '../tenant-roles.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: string[];
}

const handler: RouteHandler<typeof changeRole> = async ({ ctx, params, body, deps }) => {
  const isOn = tenantPermission(deps.catalogue, await deps.pluginsOn.onFor(ctx.tenant));
  const changed = await deps.db.tenant(ctx, async (tx) => {
    const before = await tx.first<Row>(
      'select id, name, description, permissions from core.role where tenant_id = $1 and id = $2 for update',
      [ctx.tenant, params.id],
    );
    if (!before) throw notFound('role');
    const after = {
      name: body.name ?? before.name,
      description: body.description ?? before.description,
      permissions: body.permissions
        ? checkPermissions(ctx.access, body.permissions, isOn, before.permissions)
        : before.permissions,
    };
    const row = await tx.first<Row>(
      `update core.role set name = $3, description = $4, permissions = $5
       where tenant_id = $1 and id = $2
         and not exists (select 1 from core.role other where other.tenant_id = $1 and other.id <> $2 and other.name = $3)
       returning id, name, description, permissions`,
      [ctx.tenant, params.id, after.name, after.description, after.permissions],
    );
    if (!row) throw nameTaken(after.name);
    return row;
  });
  afterCommit(deps.openTransactions, ctx, () => deps.invalidation.publish(tags.tenant(ctx.tenant)));
  return { ...ownRole(changed), permissions: changed.permissions };
};

export default handler;

import { notFound } from '../../http/problem.ts';
import { logSystemAct } from '../../identity/system-log.ts';
import { tags } from '../../identity/tags.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { pluginsTag } from '../enablement.ts';
import type { changeTenant } from '../route-shapes.ts';
import { TENANT_COLUMNS, tenantItem, type TenantRow } from '../tenant-rows.ts';

const handler: RouteHandler<typeof changeTenant> = async ({ ctx, params, body, deps }) => {
  const row = await deps.db.transaction({ purpose: 'operator: tenants' }, async (tx) => {
    const changed = await tx.first<TenantRow>(
      `update core.tenant t set name = coalesce($2, t.name), status = coalesce($3, t.status)
       where t.id = $1 returning ${TENANT_COLUMNS}`,
      [params.id, body.name ?? null, body.status ?? null],
    );
    if (!changed) throw notFound('tenant');
    await logSystemAct(tx, {
      at: ctx.now,
      actor: ctx.actor,
      act: 'operator.tenant.update',
      detail: { tenant: params.id, name: body.name ?? null, status: body.status ?? null },
      address: ctx.act?.address,
    });
    return changed;
  });
  deps.invalidation.publish(tags.tenant(params.id));
  deps.invalidation.publish(pluginsTag(params.id));
  return tenantItem(row);
};

export default handler;

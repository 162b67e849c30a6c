import { notFound } from '../../http/problem.ts';
import { logSystemAct } from '../../identity/system-log.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { allowPlugin } from '../route-shapes.ts';

const PURPOSE = 'operator: plugins';

const handler: RouteHandler<typeof allowPlugin> = async ({ ctx, params, body, deps }) => {
  const { id: tenant, plugin } = params;
  const known = await deps.db.read(PURPOSE).first('select 1 from core.tenant where id = $1', [tenant]);
  if (!known) throw notFound('tenant');
  await deps.plugins.allow(ctx, tenant, plugin, body.allowed);
  await deps.db.transaction({ purpose: PURPOSE }, (tx) =>
    logSystemAct(tx, {
      at: ctx.now,
      actor: ctx.actor,
      act: body.allowed ? 'operator.plugin.allow' : 'operator.plugin.disallow',
      detail: { tenant, plugin },
      address: ctx.act?.address,
    }),
  );
  return undefined;
};

export default handler;

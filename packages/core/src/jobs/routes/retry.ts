import { notFound } from '../../http/problem.ts';
import type { idParams, RouteHandler } from '../../plugin/route.ts';
import type { audit, db } from '../../plugin/services.ts';
import type { JobChanged } from '../contract.ts';

const handler: RouteHandler<{
  params: typeof idParams;
  reply: typeof JobChanged;
  deps: { db: typeof db; audit: typeof audit };
}> = async ({ ctx, params: { id }, deps }) => {
  const changed = await deps.db.tenant(ctx, (tx) =>
    tx.run(
      `update core.job set state = 'pending', attempts = 0, run_at = clock_timestamp(), rung_at = null, finished_at = null
       where tenant_id = $1 and id = $2 and state = 'dead'`,
      [ctx.tenant, id],
    ),
  );
  if (changed === 0) throw notFound('job that failed for good');
  await deps.audit.record(ctx, 'core.job.retry', { job: id });
  return { id, state: 'pending' };
};

export default handler;

import { notFound } from '../../http/problem.ts';
import type { idParams, RouteHandler } from '../../plugin/route.ts';
import type { audit, db } from '../../plugin/services.ts';
import type { Discard, JobChanged } from '../contract.ts';

const handler: RouteHandler<{
  params: typeof idParams;
  body: typeof Discard;
  reply: typeof JobChanged;
  deps: { db: typeof db; audit: typeof audit };
}> = async ({ ctx, params: { id }, body, deps }) => {
  const changed = await deps.db.tenant(ctx, (tx) =>
    tx.run(
      `update core.job set state = 'discarded', finished_at = clock_timestamp() where tenant_id = $1 and id = $2 and state = 'dead'`,
      [ctx.tenant, id],
    ),
  );
  if (changed === 0) throw notFound('job that failed for good');
  await deps.audit.record(ctx, 'core.job.discard', { job: id, reason: body.reason });
  return { id, state: 'discarded' };
};

export default handler;

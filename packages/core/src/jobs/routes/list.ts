import type { RouteHandler } from '../../plugin/route.ts';
import type { db } from '../../plugin/services.ts';
import { decodeCursor, encodeCursor } from '../../http/list.ts';
import type { JobItem, JobPage, JobQuery } from '../contract.ts';

interface Row extends Omit<JobItem, 'runAt' | 'occurrence' | 'createdAt' | 'finishedAt'> {
  readonly runAt: Date;
  readonly occurrence: Date | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

const handler: RouteHandler<{
  query: typeof JobQuery;
  reply: typeof JobPage;
  deps: { db: typeof db };
}> = async ({ ctx, query, deps }) => {
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor)[1];
  const rows = await deps.db.read(ctx).rows<Row>(
    `select id, plugin, name, state, attempts, run_at as "runAt", occurrence, last_error as "lastError",
            created_at as "createdAt", finished_at as "finishedAt"
     from core.job where tenant_id = $1 and state = $2 and ($3::uuid is null or id < $3) order by id desc limit $4`,
    [ctx.tenant, query.state, after ?? null, query.limit + 1],
  );
  const items = rows.slice(0, query.limit).map((row) => ({
    ...row,
    runAt: row.runAt.toISOString(),
    occurrence: row.occurrence?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }));
  const hasNext = rows.length > query.limit;
  const last = items.at(-1);
  return { items, pageInfo: { hasNext, nextCursor: hasNext && last ? encodeCursor(null, last.id) : null } };
};

export default handler;

import type { RouteHandler } from '@compliance-os/core';
import type { listFacts as shape } from '../api/route-shapes.ts';
import { listFacts } from '../store/facts.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, query, deps }) => ({
  items: await listFacts(deps.db.read(ctx), ctx, query.subjectId),
});

export default handler;

import type { RouteHandler } from '../../plugin/route.ts';
import type { db } from '../../plugin/services.ts';
import type { EvidencePage, EvidenceQuery } from '../contract.ts';
import { listEvidence } from '../rows.ts';

const handler: RouteHandler<{
  query: typeof EvidenceQuery;
  reply: typeof EvidencePage;
  deps: { db: typeof db };
}> = async ({ ctx, query, deps }) => listEvidence(deps.db.read(ctx), ctx, query);

export default handler;

import type { idParams, RouteHandler } from '../../plugin/route.ts';
import type { db } from '../../plugin/services.ts';
import type { EvidenceItem } from '../contract.ts';
import type { evidenceService } from '../create-service.ts';
import { reachableEvidence } from '../reachable.ts';

const handler: RouteHandler<{
  params: typeof idParams;
  reply: typeof EvidenceItem;
  deps: { service: typeof evidenceService; db: typeof db };
}> = async ({ ctx, params, deps }) => {
  await reachableEvidence(deps.db.read(ctx), ctx, 'core.evidence.approve', params.id);
  return deps.service.approveOne(ctx, params.id);
};

export default handler;

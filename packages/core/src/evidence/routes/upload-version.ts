import type { idParams, RawBody, RouteHandler } from '../../plugin/route.ts';
import type { db } from '../../plugin/services.ts';
import type { EvidenceItem, evidenceSettings, uploadCount } from '../contract.ts';
import type { evidenceService } from '../create-service.ts';
import { reachableEvidence } from '../reachable.ts';
import { receiving } from '../receiving.ts';

const handler: RouteHandler<{
  params: typeof idParams;
  body: RawBody;
  reply: typeof EvidenceItem;
  deps: {
    service: typeof evidenceService;
    settings: typeof evidenceSettings;
    db: typeof db;
    count: typeof uploadCount;
  };
}> = async ({ ctx, params, request, deps }) => {
  const parent = await reachableEvidence(deps.db.read(ctx), ctx, 'core.evidence.create', params.id);
  return receiving(request, deps, ({ file }) => deps.service.addVersion(ctx, parent, file));
};

export default handler;

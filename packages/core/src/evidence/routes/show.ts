import type { idParams, RouteHandler } from '../../plugin/route.ts';
import type { db } from '../../plugin/services.ts';
import type { EvidenceItem } from '../contract.ts';
import { reachableEvidence } from '../reachable.ts';
import { toItem } from '../rows.ts';

const handler: RouteHandler<{
  params: typeof idParams;
  reply: typeof EvidenceItem;
  deps: { db: typeof db };
}> = async ({ ctx, params, deps }) =>
  toItem(await reachableEvidence(deps.db.read(ctx), ctx, 'core.evidence.read', params.id));

export default handler;

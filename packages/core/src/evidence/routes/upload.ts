import { faultsOf } from '../../http/faults.ts';
import { invalid } from '../../http/problem.ts';
import type { RawBody, RouteHandler } from '../../plugin/route.ts';
import type { db } from '../../plugin/services.ts';
import { UploadFields, type EvidenceItem, type evidenceSettings, type uploadCount } from '../contract.ts';
import type { evidenceService } from '../create-service.ts';
import { reachableEntity } from '../reachable.ts';
import { receiving } from '../receiving.ts';

const handler: RouteHandler<{
  body: RawBody;
  reply: typeof EvidenceItem;
  deps: {
    service: typeof evidenceService;
    settings: typeof evidenceSettings;
    db: typeof db;
    count: typeof uploadCount;
  };
}> = async ({ ctx, request, deps }) =>
  receiving(request, deps, async ({ file, fields }) => {
    const read = UploadFields.safeParse(fields);
    if (!read.success) throw invalid('The fields of the upload do not fit.', faultsOf(read.error, fields));
    await reachableEntity(deps.db.read(ctx), ctx, 'core.evidence.create', read.data.entityId);
    return deps.service.add(ctx, read.data, file);
  });

export default handler;

import { faultsOf } from '../../http/faults.ts';
import { invalid, notFound } from '../../http/problem.ts';
import type { RawBody, RouteHandler } from '../../plugin/route.ts';
import type { db } from '../../plugin/services.ts';
import { UploadFields, type EvidenceItem, type evidenceSettings, type uploadCount } from '../contract.ts';
import type { evidenceService } from '../create-service.ts';
import { reachableEntity } from '../reachable.ts';
import { receiving } from '../receiving.ts';
import type { evidenceSubjects } from '../subjects.ts';

const handler: RouteHandler<{
  body: RawBody;
  reply: typeof EvidenceItem;
  deps: {
    service: typeof evidenceService;
    settings: typeof evidenceSettings;
    db: typeof db;
    count: typeof uploadCount;
    subjects: typeof evidenceSubjects;
  };
}> = async ({ ctx, request, deps }) =>
  receiving(request, deps, async ({ file, fields }) => {
    const read = UploadFields.safeParse(fields);
    if (!read.success) throw invalid('The fields of the upload do not fit.', faultsOf(read.error, fields));
    const { entityId, subjectType, subjectId } = read.data;
    await reachableEntity(deps.db.read(ctx), ctx, 'core.evidence.create', entityId);
    const dimensions = await deps.subjects.dimensionsOf(ctx, { type: subjectType, id: subjectId, entityId });
    if (!ctx.access.covers('core.evidence.create', entityId, dimensions)) throw notFound('subject');
    return deps.service.add(ctx, { ...read.data, dimensions }, file);
  });

export default handler;

import { invalid, notFound, type RouteHandler } from '@compliance-os/core';
import type { changeSubmission as shape } from '../api/route-shapes.ts';
import { loadCatalogue } from '../services/catalogue.ts';
import { refreshSubject } from '../services/refresh.ts';
import { findSubmission, updatePortalStatus } from '../store/filing.ts';
import { readRecord } from '../store/instance-record.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, params, body, deps }) =>
  deps.db.tenant(ctx, async (tx) => {
    const submission = await findSubmission(tx, ctx.tenant, params.id);
    const record =
      submission && (await readRecord(tx, ctx, 'compliance.instance.file', submission.instanceId));
    if (!record) throw notFound('submission');
    const { portalStatus, acceptedOn } = body;
    const day = portalStatus === 'accepted' ? (acceptedOn ?? submission.submittedOn) : null;
    if (day !== null && day > ctx.today)
      throw invalid('The day of acceptance is yet to come.', [
        { path: 'acceptedOn', message: 'in the future', expected: `up to ${ctx.today}`, received: day },
      ]);
    await updatePortalStatus(tx, ctx.tenant, params.id, portalStatus, day);
    await refreshSubject(tx, ctx, await loadCatalogue(ctx, deps.contributions, tx), record.subject_id);
    return { instanceId: record.id };
  });

export default handler;

import type { RouteHandler } from '@compliance-os/core';
import type { setOnboarding as shape } from '../api/route-shapes.ts';
import { loadCatalogue } from '../services/catalogue.ts';
import { refreshSubject } from '../services/refresh.ts';
import { findSubject } from '../services/subjects.ts';
import { setOnboarding, settleBeforeOnboarding } from '../store/onboarding.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) =>
  deps.db.tenant(ctx, async (tx) => {
    const { entityId } = await findSubject(tx, ctx, 'compliance.registration.update', body);
    await setOnboarding(tx, ctx.tenant, { ...body, entityId });
    const settled = await settleBeforeOnboarding(tx, ctx.tenant, body.subjectId, body.from);
    await refreshSubject(tx, ctx, await loadCatalogue(ctx, deps.contributions, tx), body.subjectId);
    return { subjectId: body.subjectId, from: body.from, settled };
  });

export default handler;

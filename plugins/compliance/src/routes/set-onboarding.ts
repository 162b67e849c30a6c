import type { RouteHandler } from '@compliance-os/core';
import type { setOnboarding as shape } from '../api/route-shapes.ts';
import { loadCatalogue } from '../services/catalogue.ts';
import { refreshSubjects } from '../services/refresh.ts';
import { findSubject } from '../services/subjects.ts';
import { applyOnboarding, setOnboarding } from '../store/onboarding.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) =>
  deps.db.tenant(ctx, async (tx) => {
    const { entityId } = await findSubject(tx, ctx, 'compliance.registration.update', body);
    await setOnboarding(tx, ctx.tenant, { ...body, entityId });
    const { subjectIds, ...counts } = await applyOnboarding(tx, ctx.tenant, body.subjectId, body.from);
    await refreshSubjects(tx, ctx, await loadCatalogue(ctx, deps.contributions, tx), subjectIds);
    return { subjectId: body.subjectId, from: body.from, ...counts };
  });

export default handler;

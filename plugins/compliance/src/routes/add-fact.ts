import type { RouteHandler } from '@compliance-os/core';
import type { addFact as shape } from '../api/route-shapes.ts';
import { findFact } from '../store/facts.ts';
import { insertFacts, withoutOverlap } from '../store/registrations.ts';
import { findSubject } from '../services/subjects.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) =>
  deps.db.tenant(ctx, async (tx) => {
    const subject = await findSubject(tx, ctx, 'compliance.registration.update', body);
    const [id] = await withoutOverlap(deps.db, ctx, () =>
      insertFacts(tx, ctx.tenant, [{ ...body, entityId: subject.entityId }]),
    );
    return (await findFact(tx, ctx, 'compliance.registration.update', id!))!;
  });

export default handler;

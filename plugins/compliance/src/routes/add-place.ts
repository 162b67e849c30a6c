import type { RouteHandler } from '@compliance-os/core';
import type { addPlace as shape } from '../api/route-shapes.ts';
import { findEntity } from '../services/subjects.ts';
import { findPlace, insertPlace } from '../store/places.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) =>
  deps.db.tenant(ctx, async (tx) => {
    await findEntity(tx, ctx, 'compliance.subject.create', body.entityId);
    const id = await insertPlace(tx, ctx.tenant, body);
    return (await findPlace(tx, ctx, 'compliance.subject.create', id))!;
  });

export default handler;

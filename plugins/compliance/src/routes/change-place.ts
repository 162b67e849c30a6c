import { notFound, type RouteHandler } from '@compliance-os/core';
import type { changePlace as shape } from '../api/route-shapes.ts';
import { merged } from '../services/merged.ts';
import { findPlace, updatePlace } from '../store/places.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, params, body, deps }) =>
  deps.db.tenant(ctx, async (tx) => {
    const before = await findPlace(tx, ctx, 'compliance.subject.update', params.id);
    if (!before) throw notFound('place');
    const after = merged(before, body);
    await updatePlace(tx, ctx.tenant, params.id, after);
    return after;
  });

export default handler;

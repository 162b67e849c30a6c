import { notFound, type RouteHandler } from '@compliance-os/core';
import type { changePerson as shape } from '../api/route-shapes.ts';
import { merged } from '../services/merged.ts';
import { findPerson, updatePerson } from '../store/persons.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, params, body, deps }) =>
  deps.db.tenant(ctx, async (tx) => {
    const before = await findPerson(tx, ctx, 'compliance.subject.update', params.id);
    if (!before) throw notFound('person');
    const after = merged(before, body);
    await updatePerson(tx, ctx.tenant, params.id, after);
    return after;
  });

export default handler;

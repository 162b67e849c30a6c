import type { RouteHandler } from '@compliance-os/core';
import type { addPerson as shape } from '../api/route-shapes.ts';
import { findEntity } from '../services/subjects.ts';
import { findPerson, insertPerson } from '../store/persons.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) =>
  deps.db.tenant(ctx, async (tx) => {
    await findEntity(tx, ctx, 'compliance.subject.create', body.entityId);
    const id = await insertPerson(tx, ctx.tenant, body);
    return (await findPerson(tx, ctx, 'compliance.subject.create', id))!;
  });

export default handler;

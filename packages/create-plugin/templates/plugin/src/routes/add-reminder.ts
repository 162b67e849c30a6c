import { newId, notFound, type db, type entities, type RouteHandler } from '@compliance-os/core';
import type { NewReminder, Reminder } from '../contract.ts';

const handler: RouteHandler<{
  body: typeof NewReminder;
  reply: typeof Reminder;
  deps: { db: typeof db; entities: typeof entities };
}> = async ({ ctx, body, deps }) => {
  const entity = await deps.entities.get(ctx, body.entityId);
  // What one may not see is not there: a foreign id is 404, never 403.
  if (!entity || !ctx.access.covers('__id__.reminder.create', entity.id)) throw notFound('entity');
  const id = newId();
  await deps.db.tenant(ctx, (tx) =>
    tx.run(
      `insert into __schema__.reminder (tenant_id, id, entity_id, text, due_on, state)
       values ($1, $2, $3, $4, $5, 'waiting')`,
      [ctx.tenant, id, entity.id, body.text, body.dueOn],
    ),
  );
  return { id, entityId: entity.id, text: body.text, dueOn: body.dueOn, state: 'waiting' };
};

export default handler;

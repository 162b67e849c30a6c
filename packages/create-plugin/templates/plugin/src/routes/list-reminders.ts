import { reachSql, type db, type RouteHandler } from '@compliance-os/core';
import type { z } from 'zod';
import type { Reminder, ReminderQuery } from '../contract.ts';

const handler: RouteHandler<{
  query: typeof ReminderQuery;
  reply: z.ZodObject<{ items: z.ZodArray<typeof Reminder> }>;
  deps: { db: typeof db };
}> = async ({ ctx, query, deps }) => {
  const values: unknown[] = [ctx.tenant, query.entityId ?? null];
  const reach = reachSql(ctx.access.reach('__id__.reminder.read'), { entity: 'entity_id' }, values);
  const items = await deps.db.read(ctx).rows<Reminder>(
    `select id, entity_id as "entityId", text, due_on as "dueOn", state
       from __schema__.reminder
      where tenant_id = $1 and ($2::uuid is null or entity_id = $2) and ${reach}
      order by due_on, id`,
    values,
  );
  return { items };
};

export default handler;

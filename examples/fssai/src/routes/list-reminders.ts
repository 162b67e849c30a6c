import { reachSql, type db, type RouteHandler } from '@compliance-os/core';
import type { z } from 'zod';
import type { Reminder, ReminderQuery } from '../contract.ts';

const handler: RouteHandler<{
  query: typeof ReminderQuery;
  reply: z.ZodObject<{ items: z.ZodArray<typeof Reminder> }>;
  deps: { db: typeof db };
}> = async ({ ctx, query, deps }) => {
  const values: unknown[] = [ctx.tenant, query.entityId ?? null, query.seen ?? null];
  const reach = reachSql(ctx.access.reach('fssai.reminder.read'), { entity: 'entity_id' }, values);
  const items = await deps.db.read(ctx).rows<Reminder>(
    `select id, entity_id as "entityId", registration_id as "registrationId", number, valid_until as "validUntil",
            days_before as "daysBefore", reminded_on as "remindedOn", seen
       from fssai.reminder
      where tenant_id = $1 and ($2::uuid is null or entity_id = $2) and ($3::boolean is null or seen = $3) and ${reach}
      order by valid_until, days_before desc, id`,
    values,
  );
  return { items };
};

export default handler;

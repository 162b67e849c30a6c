import { newId, type db, type events, type JobHandler, type tenantConfig } from '@compliance-os/core';
import { localDate, type registrations } from '@compliance-os/compliance';
import type { TenantSettings } from '../contract.ts';
import { validUntil } from '../domain/facts.ts';
import { dueReminder, renewalOf } from '../domain/renewal.ts';
import { renewalNear } from '../events.ts';

/**
 * Every morning, for each tenant that has the plugin on. A reminder is a row that the panels show, once for each licence,
 * last day and distance, and an event that a plugin which sends messages can listen to. It sends none itself.
 */
const handler: JobHandler<{
  deps: {
    db: typeof db;
    events: typeof events;
    registrations: typeof registrations;
    tenantConfig: typeof tenantConfig;
  };
}> = async ({ ctx, deps, finish }) => {
  const { firstReminder, lastReminder } = await deps.tenantConfig.get<TenantSettings>(ctx);
  const licences = await deps.registrations.ofType(ctx, 'fssai');
  const today = localDate(ctx.today);
  await finish(async (within) => {
    for (const { id, entityId, number, to, facts } of licences) {
      const until = validUntil(facts);
      if (until === null || (to !== null && to < today)) continue;
      const { daysLeft } = renewalOf(until, today);
      const daysBefore = dueReminder([firstReminder, lastReminder], daysLeft);
      if (daysBefore === undefined) continue;
      const written = await deps.db.tenant(within, (tx) =>
        tx.run(
          `insert into fssai.reminder
             (tenant_id, id, entity_id, registration_id, number, valid_until, days_before, reminded_on)
           values ($1, $2, $3, $4, $5, $6, $7, $8)
           on conflict (tenant_id, registration_id, valid_until, days_before) do nothing`,
          [within.tenant, newId(), entityId, id, number, until, daysBefore, today],
        ),
      );
      if (written === 1)
        await deps.events.emit(within, renewalNear, `registration:${id}`, {
          registrationId: id,
          entityId,
          number,
          validUntil: until,
          daysLeft,
        });
    }
  });
};

export default handler;

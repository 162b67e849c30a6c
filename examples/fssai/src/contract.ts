/** The shapes of the plugin's API. Handlers and panels import them; they import nothing of the plugin. */
import { z } from 'zod';

export const Reminder = z.object({
  id: z.uuid(),
  entityId: z.uuid(),
  registrationId: z.uuid(),
  number: z.string(),
  /** last day of the licence, in India, `YYYY-MM-DD` */
  validUntil: z.iso.date(),
  daysBefore: z.int(),
  remindedOn: z.iso.date(),
  seen: z.boolean(),
});
export type Reminder = z.output<typeof Reminder>;

export const ReminderQuery = z.object({
  entityId: z.uuid().optional(),
  seen: z.stringbool().optional(),
});

/** What a tenant sets for itself; the back office draws the form from it. */
export const TenantSettings = z.object({
  firstReminder: z.int().min(31).max(365).default(180),
  lastReminder: z.int().min(1).max(180).default(45),
});
export type TenantSettings = z.output<typeof TenantSettings>;

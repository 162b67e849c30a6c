/** The shapes of the plugin's API. Handlers and panels import them; they import nothing of the plugin. */
import { z } from 'zod';

export const Reminder = z.object({
  id: z.uuid(),
  entityId: z.uuid(),
  text: z.string(),
  /** calendar date in India, `YYYY-MM-DD` */
  dueOn: z.iso.date(),
  state: z.enum(['waiting', 'due']),
});
export type Reminder = z.output<typeof Reminder>;

export const NewReminder = z.object({
  entityId: z.uuid(),
  text: z.string().trim().min(1).max(200),
  dueOn: z.iso.date(),
});

export const ReminderQuery = z.object({ entityId: z.uuid().optional() });

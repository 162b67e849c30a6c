import { listQuery, pageOf } from '@compliance-os/core';
import { z } from 'zod';
import { GovernmentNotificationSchema } from '../domain/index.ts';
import { Day, Instant, Reason } from './values.ts';

export const NotificationInput = z.object({ notification: GovernmentNotificationSchema });

export const ExtensionCounts = z.object({
  moves: z.int(),
  unbreached: z.int(),
  filed: z.int(),
  undetermined: z.int(),
  unchanged: z.int(),
  awaiting: z.int(),
});

export const ExtensionItem = z.object({
  id: z.uuid(),
  /** id of the notification: `cgst-01-2026` */
  notificationId: z.string(),
  number: z.string(),
  date: Day,
  note: z.string().nullable(),
  masters: z.array(z.string()),
  /** as data: previewed again it shows what it has not reached, applied again it reaches it */
  notification: z.unknown(),
  status: z.enum(['applied', 'reversed']),
  counts: ExtensionCounts,
  appliedBy: z.string(),
  appliedAt: Instant,
  reversedBy: z.string().nullable(),
  reversedAt: Instant.nullable(),
  reversalReason: z.string().nullable(),
});
export const ExtensionQuery = listQuery(['date', 'number'], '-date');
export const ExtensionPage = pageOf(ExtensionItem);

/** Notifications that plugins ship and this tenant has not applied. */
export const KnownNotifications = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      date: Day,
      masters: z.array(z.string()),
      applied: z.boolean(),
      notification: z.unknown(),
    }),
  ),
});

/** At most 500 rows; the counts are of all. */
export const ExtensionPreview = z.object({
  counts: ExtensionCounts,
  rows: z.array(
    z.object({
      instanceId: z.uuid(),
      form: z.string(),
      entityName: z.string(),
      subjectLabel: z.string(),
      periodLabel: z.string(),
      outcome: z.enum(['moves', 'filed', 'undetermined', 'unchanged', 'awaits-date']),
      before: Day.nullable(),
      after: Day.nullable(),
      feeFreeUntil: Day.nullable(),
      /** was overdue, is not any more */
      unbreached: z.boolean(),
      missing: z.array(z.string()),
    }),
  ),
});
export const ExtensionReversal = z.strictObject({ reason: Reason });

import { z } from 'zod';
import { pageOf } from '../http/list.ts';

export const MailItem = z.object({
  id: z.uuid(),
  recipient: z.string(),
  subject: z.string(),
  /** null where it is for the recipient's eyes alone */
  body: z.string().nullable(),
  state: z.enum(['kept', 'waiting', 'sent', 'failed']),
  attempts: z.int(),
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export const MailQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  state: MailItem.shape.state.optional(),
});
export const MailPage = pageOf(MailItem);

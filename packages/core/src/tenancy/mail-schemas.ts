import { z } from 'zod';
import { pageOf } from '../http/list.ts';

export const MailItem = z.object({
  id: z.uuid(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  state: z.enum(['kept', 'sent', 'failed']),
  createdAt: z.iso.datetime(),
});
export const MailQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export const MailPage = pageOf(MailItem);

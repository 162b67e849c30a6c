import { z } from 'zod';
import { pageOf } from '../http/list.ts';

export const JobItem = z.object({
  id: z.uuid(),
  plugin: z.string(),
  name: z.string(),
  state: z.enum(['pending', 'running', 'done', 'dead', 'held', 'discarded']),
  attempts: z.int(),
  runAt: z.iso.datetime(),
  occurrence: z.iso.datetime().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type JobItem = z.infer<typeof JobItem>;

export const JobQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(25),
  cursor: z.string().max(500).optional(),
  state: JobItem.shape.state.default('dead'),
});
export const JobPage = pageOf(JobItem);
export const Discard = z.object({ reason: z.string().min(3).max(500) });
export const JobChanged = z.object({ id: z.uuid(), state: z.string() });

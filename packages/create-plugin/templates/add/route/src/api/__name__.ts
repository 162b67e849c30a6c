import { z } from 'zod';

export const __Type__Reply = z.object({
  items: z.array(z.object({ entityId: z.uuid(), name: z.string() })),
});
export type __Type__Reply = z.output<typeof __Type__Reply>;

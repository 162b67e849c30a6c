import { api } from '@compliance-os/compliance';
import { z } from 'zod';

/** What stands before a return and what waits for it. Empty for forms outside GSTR-1 and GSTR-3B. */
export const Chain = z.object({
  instanceId: z.uuid(),
  steps: z.array(
    z.object({
      /** earlier: what a step waits for that lies further back */
      role: z.enum(['earlier', 'previous-return', 'statement', 'return', 'next-statement']),
      instanceId: z.uuid(),
      masterCode: z.string(),
      form: z.string(),
      period: z.string(),
      periodLabel: z.string(),
      dueDate: api.Day.nullable(),
      status: z.string(),
      rag: z.string(),
      /** the instance that was asked about */
      current: z.boolean(),
      /** closed: nothing is left to do; open: may be filed now; blocked: waits for a step before it */
      state: z.enum(['closed', 'open', 'blocked']),
      waitsFor: z.array(z.object({ instanceId: z.uuid(), law: z.string() })),
    }),
  ),
});
export type Chain = z.input<typeof Chain>;

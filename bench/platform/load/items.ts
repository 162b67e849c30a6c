import { z } from 'zod';

export const ItemPage = z.object({
  items: z.array(z.object({ id: z.int(), name: z.string(), dueDate: z.iso.date() })),
});

/** What every side of the comparison answers: what a platform adds is measured, not what a database does. */
export const ITEMS = Array.from({ length: 10 }, (_, id) => ({
  id,
  name: `Return ${id}`,
  dueDate: '2026-12-20',
}));

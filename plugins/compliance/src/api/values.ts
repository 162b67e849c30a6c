/** Pieces that the schemas of the API share. Money is integer paise; dates are IST calendar dates, `YYYY-MM-DD`. */
import { z } from 'zod';
import { LocalDateSchema } from '../domain/index.ts';

export const Day = LocalDateSchema;
export const Paise = z.int();
export const Instant = z.iso.datetime();

/** A filter with several values: `status=filed,completed`. */
export const oneOfMany = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .max(4_000)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).max(500));

export const Reason = z.string().trim().min(3).max(2_000);
export const Note = z.string().trim().max(2_000);

export const SubjectType = z.enum(['entity', 'registration', 'place', 'person']);
export type SubjectType = z.output<typeof SubjectType>;

/** What an obligation hangs on. */
export const Subject = z.object({ type: SubjectType, id: z.uuid(), label: z.string() });

export const Rag = z.enum(['red', 'amber', 'green']);
export const RagCounts = z.object({ red: z.int(), amber: z.int(), green: z.int() });

/** A statement and the statements under it: the answer to "why?". */
export interface Why {
  readonly text: string;
  readonly outcome?: string | undefined;
  readonly children?: readonly Why[] | undefined;
}
export const Why: z.ZodType<Why, Why> = z.object({
  text: z.string(),
  outcome: z.string().optional(),
  get children() {
    return z.array(Why).readonly().optional();
  },
});

export const Who = z.object({ id: z.string(), name: z.string() });

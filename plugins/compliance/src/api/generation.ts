import { z } from 'zod';
import { Day, SubjectType } from './values.ts';

/** Which obligations to make: those of periods that begin before the end of the window and end in or after `from`. */
export const GenerationRequest = z.strictObject({
  entityIds: z.array(z.uuid()).min(1).max(1_000).optional(),
  /** first day of the window; the first of this month by default. An earlier day back-fills. */
  from: Day.optional(),
  months: z.int().min(1).max(36).default(12),
});
export type GenerationRequest = z.output<typeof GenerationRequest>;

export const GenerationRow = z.object({
  masterCode: z.string(),
  form: z.string(),
  entityId: z.uuid(),
  entityName: z.string(),
  subjectType: SubjectType,
  subjectId: z.uuid(),
  subjectLabel: z.string(),
  period: z.string(),
  periodLabel: z.string(),
  /** null: awaits an event or a fact */
  dueDate: Day.nullable(),
  action: z.enum(['create', 'exists']),
});

/** At most 500 rows are shown; the counts are of all. */
export const GenerationPreview = z.object({
  from: Day,
  to: Day,
  create: z.int(),
  existing: z.int(),
  undetermined: z.int(),
  rows: z.array(GenerationRow),
});

export const GenerationRun = z.object({
  from: Day,
  to: Day,
  /** a large tenant's run goes on as a job, whose counts are not known yet */
  jobId: z.uuid().nullable(),
  created: z.int(),
  existing: z.int(),
  undetermined: z.int(),
});

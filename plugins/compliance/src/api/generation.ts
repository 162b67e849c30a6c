import { z } from 'zod';
import { REVISION_KINDS } from '../domain/index.ts';
import { Day, SubjectType } from './values.ts';

/**
 * Which obligations to make: those of periods that begin before the end of the window and end in or after `from`. What
 * is there already, of any period, is brought up to what is known now, unless somebody has worked on it.
 */
export const GenerationRequest = z.strictObject({
  entityIds: z.array(z.uuid()).min(1).max(1_000).optional(),
  /** first day of the window; the first of this month by default. An earlier day back-fills. */
  from: Day.optional(),
  months: z.int().min(1).max(36).default(12),
  /** codes of masters whose version in force is to reach untouched obligations that were made from another one */
  revise: z.array(z.string().max(60)).max(500).default([]),
});
export type GenerationRequest = z.output<typeof GenerationRequest>;

/**
 * What happens to an obligation. `touched` and `outdated` are reported and left alone: somebody has worked on the one,
 * the other was made from a version of its master that is not in force any more and waits for `revise`.
 */
export const GenerationAction = z.enum(REVISION_KINDS);
export const GenerationCounts = z.record(GenerationAction, z.int());

export const GenerationRow = z.object({
  /** null: there is none yet */
  instanceId: z.uuid().nullable(),
  masterCode: z.string(),
  form: z.string(),
  entityId: z.uuid(),
  entityName: z.string(),
  subjectType: SubjectType,
  subjectId: z.uuid(),
  subjectLabel: z.string(),
  period: z.string(),
  periodLabel: z.string(),
  /** with the notifications in force; null: awaits an event or a fact, or is not owed */
  dueDate: Day.nullable(),
  /** of one that is there, the date it stands under now */
  dueDateBefore: Day.nullable(),
  action: GenerationAction,
  /** one sentence */
  reason: z.string(),
});

/** At most 500 rows are shown, changes before what is new; the counts are of all. */
export const GenerationPreview = z.object({
  from: Day,
  to: Day,
  /** how many there are not yet, those filed before onboarding included */
  create: z.int(),
  existing: z.int(),
  undetermined: z.int(),
  counts: GenerationCounts,
  /** codes of the masters of what is outdated: what `revise` may name */
  outdated: z.array(z.string()),
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
  /** what was done, as the preview counts it; null while a job does it */
  counts: GenerationCounts.nullable(),
});

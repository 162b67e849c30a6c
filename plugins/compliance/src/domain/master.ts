/**
 * A compliance master: the template of one obligation, as data. Families ship them; tenants may add their own.
 * `effectiveFrom` and `effectiveTo` bound a version by the last day of the period (or the event's day), never by the
 * day of filing.
 */
import { z } from 'zod';
import { PredicateSchema } from './applicability-schema.ts';
import { LocalDateSchema } from './calendar.ts';
import { FactValueSchema, FieldSchema } from './facts.ts';
import { ConfidenceSchema, InterestSchema, LateFeeSchema } from './fee-schema.ts';
import { InvalidValue } from './invalid.ts';
import { FREQUENCIES, PeriodKeySchema } from './period.ts';
import { ruleProblems } from './rule-check.ts';
import { EventNameSchema, MasterCodeSchema, RuleSchema } from './rule-schema.ts';
import { FURTHER_KINDS } from './filing-kinds.ts';

/** What an instance hangs on: `entity`, `registration:gstin`, `place`, `person`. */
export const SubjectKindSchema = z
  .string()
  .regex(
    /^(entity|place|person|registration:[a-z][a-z0-9-]*)$/,
    'expected entity, place, person or registration:<type>',
  );

export const DependencySchema = z.strictObject({
  master: MasterCodeSchema,
  /** blocks: cannot be filed before. informs: its result is used, a gap is shown. */
  effect: z.enum(['blocks', 'informs']),
  /** same: of this period. previous: the latest that ended before it. within: all inside this period. */
  period: z.enum(['same', 'previous', 'within']),
  law: z.string().min(1).optional(),
});
export type Dependency = z.output<typeof DependencySchema>;

export const EvidenceRequirementSchema = z.strictObject({
  kind: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  label: z.string().min(1),
  required: z.boolean(),
  /** the step that cannot be taken without it */
  neededFor: z.enum(['review', 'filing', 'completion']),
});
export type EvidenceRequirement = z.output<typeof EvidenceRequirementSchema>;

/** What may be filed of a period after the first filing. Without one the form is corrected in a later period, or never. */
export const FurtherFilingSchema = z.strictObject({
  kind: z.enum(FURTHER_KINDS),
  form: z.string().min(1),
  law: z.string().min(1),
  atMost: z.int().min(1).optional(),
  /** only until one of these masters is filed for the same period */
  before: z.array(MasterCodeSchema).readonly().default([]),
  /** for periods that end on or after this day */
  effectiveFrom: LocalDateSchema.optional(),
});
export type FurtherFiling = z.output<typeof FurtherFilingSchema>;

export const STEP_KINDS = [
  'prepare',
  'client-approval',
  'review',
  'payment',
  'sign',
  'file',
  'acknowledge',
] as const;
const WorkflowStep = z.strictObject({ kind: z.enum(STEP_KINDS), label: z.string().min(1) });
export type WorkflowStep = z.output<typeof WorkflowStep>;

export const SourceSchema = z.strictObject({
  law: z.string().min(1),
  urls: z.array(z.url()).readonly(),
  /** seen: read in a source. own-knowledge: general knowledge only. */
  basis: z.enum(['seen', 'own-knowledge', 'own-knowledge+seen']),
});

/** A dated case the rule must reproduce; part of the master, so that data and proof travel together. */
export const ExampleSchema = z.strictObject({
  period: PeriodKeySchema,
  due: LocalDateSchema,
  events: z.record(EventNameSchema, LocalDateSchema).optional(),
  facts: z.record(FieldSchema, FactValueSchema).optional(),
});
export type Example = z.output<typeof ExampleSchema>;

export const MasterSchema = z
  .strictObject({
    code: MasterCodeSchema,
    version: z.int().min(1).default(1),
    family: z.string().regex(/^[a-z][a-z0-9-]*$/),
    name: z.string().min(1),
    form: z.string().min(1),
    authority: z.string().min(1),
    law: z.string().min(1),
    frequency: z.enum(FREQUENCIES),
    /** year the periods divide: FY (also Tax Year) or CY; of no meaning for events */
    basis: z.enum(['FY', 'CY']).default('FY'),
    /**
     * Events whose occurrences make the instances of an event or one-time master. Its rule counts from the event by
     * name, or from `trigger`, which is whichever of them happened.
     */
    triggers: z.array(EventNameSchema).min(1).readonly().optional(),
    /** filing and payment are owed to an authority; record is kept; election is a choice with a window; control is internal */
    nature: z.enum(['filing', 'payment', 'record', 'election', 'control']).default('filing'),
    subject: SubjectKindSchema,
    applicability: PredicateSchema,
    rule: RuleSchema,
    dueText: z.string().min(1),
    lateFee: z.array(LateFeeSchema).readonly().default([]),
    interest: z.array(InterestSchema).readonly().default([]),
    penalties: z.array(z.string().min(1)).readonly().default([]),
    evidence: z.array(EvidenceRequirementSchema).readonly().default([]),
    workflow: z
      .array(WorkflowStep)
      .min(1)
      .readonly()
      .default([
        { kind: 'prepare', label: 'Prepare' },
        { kind: 'review', label: 'Review and approve' },
        { kind: 'file', label: 'File' },
      ]),
    dependencies: z.array(DependencySchema).readonly().default([]),
    furtherFilings: z.array(FurtherFilingSchema).readonly().default([]),
    coverageGroup: z.string().min(1).optional(),
    /** may be closed as not used without a breach */
    optional: z.boolean().default(false),
    /** a nil return must be filed too, and declared nil in so many words */
    nilReturn: z.boolean().default(false),
    effectiveFrom: LocalDateSchema,
    effectiveTo: LocalDateSchema.nullable().default(null),
    predecessor: MasterCodeSchema.optional(),
    successor: MasterCodeSchema.optional(),
    status: z.enum(['in-force', 'ended', 'placeholder']).default('in-force'),
    confidence: ConfidenceSchema,
    confidenceByField: z.record(z.string(), z.string()).default({}),
    source: SourceSchema,
    notes: z.array(z.string().min(1)).readonly().default([]),
    examples: z.array(ExampleSchema).readonly().default([]),
  })
  .superRefine((master, ctx) => {
    const refuse = (path: string, expected: string, received: string) =>
      ctx.addIssue({
        code: 'custom',
        path: path.split('.'),
        message: `expected ${expected}, received ${received}`,
      });
    for (const p of ruleProblems(master.rule, master.frequency, master.basis))
      refuse(p.path, p.expected, p.received);
    const onEvent = master.frequency === 'event' || master.frequency === 'one-time';
    if (onEvent && master.triggers === undefined && master.rule.kind !== 'none') {
      refuse(
        'triggers',
        `the event that makes an instance of a master of frequency ${master.frequency}`,
        'none',
      );
    }
    if (!onEvent && master.triggers !== undefined) {
      refuse('triggers', `none for a ${master.frequency} master`, master.triggers.join(', '));
    }
    if (master.effectiveTo !== null && master.effectiveTo < master.effectiveFrom) {
      refuse('effectiveTo', `a day on or after ${master.effectiveFrom}`, master.effectiveTo);
    }
  })
  .readonly();

/** A master as written in source, before defaults. */
export type MasterInput = z.input<typeof MasterSchema>;
export type Master = z.output<typeof MasterSchema>;

/**
 * Reads one master.
 * @throws InvalidValue `master.invalid` naming the master, with every failing path in one message
 */
export function defineMaster(input: MasterInput): Master {
  const result = MasterSchema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new InvalidValue('master.invalid', `master ${input.code}`, 'a valid master', problems.join('; '));
}

export function defineMasters(inputs: readonly MasterInput[]): readonly Master[] {
  return inputs.map(defineMaster);
}

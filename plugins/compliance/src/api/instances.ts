import { listQuery, pageOf } from '@compliance-os/core';
import { z } from 'zod';
import { FURTHER_KINDS, INSTANCE_STATUSES, PORTAL_STATUSES, SUBMISSION_KINDS } from '../domain/index.ts';
import { Day, Instant, oneOfMany, Paise, Rag, SubjectType, Who, Why } from './values.ts';

export const DependencyItem = z.object({
  instanceId: z.uuid(),
  masterCode: z.string(),
  form: z.string(),
  periodLabel: z.string(),
  status: z.string(),
  assignee: z.string().nullable(),
  blocking: z.boolean(),
});

export const InstanceItem = z.object({
  id: z.uuid(),
  masterCode: z.string(),
  form: z.string(),
  name: z.string(),
  family: z.string(),
  entityId: z.uuid(),
  entityName: z.string(),
  subjectType: SubjectType,
  subjectId: z.uuid(),
  subjectLabel: z.string(),
  period: z.string(),
  periodLabel: z.string(),
  /** by the rule of the master; null while it waits for an event without any forecast */
  statutoryDate: Day.nullable(),
  /** the statutory date is a forecast: it waits for an event or a fact */
  provisional: z.boolean(),
  extendedDate: Day.nullable(),
  feeFreeUntil: Day.nullable(),
  internalTarget: Day.nullable(),
  /** extended or statutory date: the one to work by */
  effectiveDate: Day.nullable(),
  /** the effective date is a Sunday or a national holiday, by name: it does not move, and an office or bank may be shut */
  dueOnDayOff: z.string().nullable(),
  status: z.enum(INSTANCE_STATUSES),
  /** nothing is owed any more; false too where the portal refused what was filed */
  settled: z.boolean(),
  /** filed before the subject came into the system: recorded, and verified by nobody */
  beforeOnboarding: z.boolean(),
  /** the plugin of its body of law is off: it stays as it is, and only who names its id finds it */
  frozen: z.boolean(),
  rag: Rag,
  overdueDays: z.int(),
  assignee: Who.nullable(),
  /** money is on record for it, and nothing that is filed stands: the tax is paid, the return is owed */
  paidUnfiled: z.boolean(),
  exposurePaise: Paise.nullable(),
  filedOn: Day.nullable(),
  blockedBy: z.array(DependencyItem),
});
export type InstanceItem = z.input<typeof InstanceItem>;

const flag = z.stringbool().optional();

/** The filters that lists, facets, the calendar and exports share. */
export const InstanceFilters = z.object({
  q: z.string().trim().max(100).optional(),
  id: oneOfMany(z.uuid()).optional(),
  status: oneOfMany(z.string()).optional(),
  rag: oneOfMany(Rag).optional(),
  family: oneOfMany(z.string()).optional(),
  entityId: oneOfMany(z.uuid()).optional(),
  masterCode: oneOfMany(z.string()).optional(),
  subjectId: oneOfMany(z.uuid()).optional(),
  assignee: oneOfMany(z.string()).optional(),
  period: z.string().optional(),
  dueFrom: Day.optional(),
  dueTo: Day.optional(),
  filedFrom: Day.optional(),
  filedTo: Day.optional(),
  /** not settled: something is still owed */
  open: flag,
  overdue: flag,
  exposed: flag,
  paidUnfiled: flag,
});
export type InstanceFilters = z.output<typeof InstanceFilters>;

export const INSTANCE_SORTS = ['effectiveDate', 'dueDate', 'entityName', 'form', 'status'] as const;
export const InstanceQuery = listQuery(INSTANCE_SORTS, 'effectiveDate').extend(InstanceFilters.shape);
export type InstanceQuery = z.output<typeof InstanceQuery>;
export const InstancePage = pageOf(InstanceItem);

/** Paise by head; a head that is left out was not paid or charged. */
export const Heads = z.strictObject({
  tax: Paise.min(0).optional(),
  interest: Paise.min(0).optional(),
  fee: Paise.min(0).optional(),
  penalty: Paise.min(0).optional(),
});

export const SubmissionItem = z.object({
  id: z.uuid(),
  number: z.int(),
  kind: z.enum(SUBMISSION_KINDS),
  predecessorId: z.uuid().nullable(),
  preparedOn: Day.nullable(),
  filingDate: Day,
  paidOn: Day.nullable(),
  acceptedOn: Day.nullable(),
  effectiveOn: Day.nullable(),
  acknowledgementKind: z.string().nullable(),
  acknowledgementNumber: z.string().nullable(),
  portalStatus: z.enum(PORTAL_STATUSES),
  signatoryId: z.uuid().nullable(),
  capacity: z.string().nullable(),
  mode: z.enum(['DSC', 'EVC', 'OTP']).nullable(),
  udin: z.string().nullable(),
  amounts: Heads,
  nilDeclared: z.boolean(),
  latenessReason: z.string().nullable(),
  source: z.enum(['portal', 'person']),
  approvedHash: z.string().nullable(),
  filedHash: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: Instant,
});

export const PaymentOfInstance = z.object({
  id: z.uuid(),
  challanNumber: z.string(),
  paidOn: Day,
  /** the part of the challan that is for this instance */
  amountPaise: Paise,
});

export const CommandOffer = z.object({
  name: z.string(),
  label: z.string(),
  allowed: z.boolean(),
  reasons: z.array(z.object({ code: z.string(), message: z.string() })),
});

export const InstanceDetail = InstanceItem.extend({
  /** grows with every change; a command may name the one it was decided on */
  revision: z.int(),
  law: z.string(),
  dueText: z.string(),
  periodFrom: Day,
  periodTo: Day,
  /** days of the period that the subject covers, where not all */
  partFrom: Day.nullable(),
  partTo: Day.nullable(),
  dates: z.array(
    z.object({
      kind: z.enum(['statutory', 'extended', 'withdrawn', 'revised', 'fee-free', 'target']),
      date: Day,
      source: z.string().nullable(),
      at: Instant.nullable(),
    }),
  ),
  why: Why,
  evidenceRequired: z.array(
    z.object({
      kind: z.string(),
      label: z.string(),
      required: z.boolean(),
      neededFor: z.string(),
      satisfiedBy: z.string().nullable(),
    }),
  ),
  steps: z.array(
    z.object({
      command: z.string(),
      from: z.string(),
      to: z.string(),
      actor: z.string(),
      onBehalfOf: z.string().nullable(),
      reason: z.string().nullable(),
      at: Instant,
    }),
  ),
  submissions: z.array(SubmissionItem),
  /** a further filing under way; the obligation itself stays as it was filed */
  amendment: z
    .object({
      kind: z.enum(FURTHER_KINDS),
      reason: z.string(),
      status: z.enum(['preparing', 'in-review', 'returned', 'approved']),
      openedAt: Instant,
    })
    .nullable(),
  /** what the law lets be filed of this period after the first filing */
  furtherFilings: z.array(z.object({ kind: z.enum(FURTHER_KINDS), form: z.string(), law: z.string() })),
  payments: z.array(PaymentOfInstance),
  commands: z.array(CommandOffer),
  exposure: z
    .object({
      lines: z.array(z.object({ head: z.string(), basis: z.string(), amountPaise: Paise.nullable() })),
      totalPaise: Paise,
      unpriced: z.array(z.string()),
    })
    .nullable(),
  /** what needs an order of an authority; never part of the exposure */
  penalties: z.array(z.string()),
  dependencies: z.array(DependencyItem),
  /** masters named as dependencies of which nobody can say whether they apply: shown, and nothing waits for them */
  undeterminedDependencies: z.array(
    z.object({
      masterCode: z.string(),
      form: z.string(),
      /** facts that would tell, for people */
      missing: z.array(z.string()),
    }),
  ),
});
export type InstanceDetail = z.input<typeof InstanceDetail>;

export const FacetValue = z.object({ value: z.string(), label: z.string().optional(), count: z.int() });
export const Facets = z.object({
  status: z.array(FacetValue),
  rag: z.array(FacetValue),
  family: z.array(FacetValue),
  entityId: z.array(FacetValue),
  masterCode: z.array(FacetValue),
});
export const FacetQuery = InstanceFilters;

/** What the portal made of a submission, once it is known. */
export const SubmissionChange = z.strictObject({
  portalStatus: z.enum(PORTAL_STATUSES),
  acceptedOn: Day.optional(),
});

/** What may be done to an instance. Every refusal lists all of its reasons. */
import { z } from 'zod';
import { Day, Note, Reason } from './values.ts';
import { FURTHER_KINDS, PORTAL_STATUSES, SUBMISSION_KINDS } from '../domain/index.ts';
import { Heads } from './instances.ts';

const common = {
  reason: Note.optional(),
  /** the revision that the person saw; another in the meantime is a conflict */
  revision: z.int().optional(),
};
const explained = { ...common, reason: Reason };

export const FilingFields = z.object({
  kind: z.enum(SUBMISSION_KINDS),
  /** true date of filing; may lie before today, never after */
  filingDate: Day,
  acknowledgementNumber: z.string().trim().min(1).max(60),
  /** ARN, SRN, TOKEN, TRRN; by default that of the master's authority */
  acknowledgementKind: z.string().trim().min(2).max(20).optional(),
  portalStatus: z.enum(PORTAL_STATUSES).default('accepted'),
  /** of a nil return: that there is nothing to report, in so many words */
  nilDeclared: z.boolean().default(false),
  latenessReason: Note.optional(),
  preparedOn: Day.optional(),
  paidOn: Day.optional(),
  effectiveOn: Day.optional(),
  signatoryId: z.uuid().optional(),
  capacity: z.string().max(100).optional(),
  mode: z.enum(['DSC', 'EVC', 'OTP']).optional(),
  udin: z
    .string()
    .regex(/^\d{8}[A-Z0-9]{10}$/, 'expected a UDIN: 2 digits of year, 6 of membership, 10 letters or digits')
    .optional(),
  amounts: Heads.default({}),
});
export type FilingFields = z.output<typeof FilingFields>;

export const InstanceCommand = z.discriminatedUnion('command', [
  z.object({ command: z.literal('start'), ...common }),
  z.object({ command: z.literal('submit'), ...common }),
  z.object({
    command: z.literal('approve'),
    ...common,
    /** only where the tenant allows self-approval: why nobody else could */
    selfApprovalReason: Reason.optional(),
  }),
  z.object({ command: z.literal('return'), ...explained }),
  z.object({ command: z.literal('file'), ...common, ...FilingFields.shape }),
  /** The portal accepted the newest submission. */
  z.object({ command: z.literal('complete'), ...common, acceptedOn: Day.optional() }),
  /** By one who has not prepared it. */
  z.object({ command: z.literal('waive'), ...explained }),
  z.object({ command: z.literal('not-used'), ...explained }),
  z.object({ command: z.literal('reopen'), ...explained }),
  /** Begins a further filing of what is filed; the steps up to `file` are then its steps. */
  z.object({ command: z.literal('amend'), ...explained, kind: z.enum(FURTHER_KINDS) }),
  /** Ends a further filing that is not made after all. */
  z.object({ command: z.literal('drop'), ...explained }),
]);
export type InstanceCommand = z.output<typeof InstanceCommand>;
export type CommandName = InstanceCommand['command'];

export const CommandReply = z.object({
  id: z.uuid(),
  status: z.string(),
  revision: z.int(),
});

export const BulkCommand = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(200),
  /** filing has an acknowledgement of its own for each instance, so it is not done in bulk */
  command: z.discriminatedUnion('command', [
    z.object({ command: z.literal('start'), reason: Note.optional() }),
    z.object({ command: z.literal('submit'), reason: Note.optional() }),
    z.object({ command: z.literal('approve'), reason: Note.optional() }),
    z.object({ command: z.literal('return'), reason: Reason }),
    z.object({ command: z.literal('complete'), reason: Note.optional() }),
    z.object({ command: z.literal('waive'), reason: Reason }),
    z.object({ command: z.literal('not-used'), reason: Reason }),
    z.object({ command: z.literal('reopen'), reason: Reason }),
  ]),
});

export const BulkReply = z.object({
  done: z.int(),
  refused: z.int(),
  results: z.array(
    z.object({
      id: z.uuid(),
      ok: z.boolean(),
      status: z.string().nullable(),
      code: z.string().nullable(),
      reasons: z.array(z.object({ code: z.string(), message: z.string() })),
    }),
  ),
});

export const Assignment = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(500),
  assignee: z.strictObject({ id: z.uuid(), name: z.string().min(1).max(200) }).nullable(),
});
export const AssignmentReply = z.object({ changed: z.int() });

import type { Context } from '@compliance-os/core';
import type { CommandName } from '../api/commands.ts';
import type { InstanceDetail } from '../api/instances.ts';
import {
  amend,
  amendingCommandsFor,
  commandsFor,
  FILED_STATUSES,
  localDate,
  stands,
  transition,
  transitionAmendment,
  type AmendFacts,
  type AmendingCommand,
  type Command,
  type FurtherFiling,
  type RefusalCode,
  type SubmissionKind,
  type TransitionFacts,
  type TransitionResult,
} from '../domain/index.ts';
import type { AmendmentRow } from '../store/amendments.ts';
import type { InstanceRecord } from '../store/instance-record.ts';
import type { Catalogue } from './catalogue.ts';
import { handsOf } from './hands.ts';
import { PERMISSION_OF, stateOf } from './transition-facts.ts';

const LABELS: Readonly<Record<CommandName, string>> = {
  start: 'Start',
  submit: 'Submit for review',
  approve: 'Approve',
  return: 'Return',
  file: 'Record filing',
  complete: 'Complete',
  waive: 'Waive',
  'not-used': 'Close as not used',
  reopen: 'Reopen',
  amend: 'Amend',
  drop: 'Drop',
};

/** What a person will still type in; that it is missing now is no reason to refuse the button. */
const TYPED: ReadonlySet<RefusalCode> = new Set([
  'workflow.reason-missing',
  'workflow.acknowledgement-missing',
  'workflow.filing-date-missing',
  'workflow.nil-not-declared',
  'workflow.acceptance-missing',
]);

/** What an offer of a step is made from. */
export interface Offering {
  readonly facts: TransitionFacts;
  readonly submissions: InstanceDetail['submissions'];
  readonly frozen: readonly { code: string; message: string }[];
  /** the further filing under way */
  readonly amendment: AmendmentRow | undefined;
  readonly amending: { readonly permitted: readonly FurtherFiling[]; readonly facts: AmendFacts };
}

type Offer = InstanceDetail['commands'][number];
type OfferOf = (name: CommandName, label: string, reasons: readonly Reason[]) => readonly Offer[];
interface Reason {
  readonly code: string;
  readonly message: string;
}

/** Steps that the status allows and the actor may take, each with the reasons that speak against it now. */
export const offersOf = (
  ctx: Context,
  record: InstanceRecord,
  offering: Offering,
): InstanceDetail['commands'] => {
  const offer: OfferOf = (name, label, against) => {
    if (!ctx.access.covers(PERMISSION_OF[name], record.entity_id, { family: record.family })) return [];
    const reasons = [...offering.frozen, ...against];
    return [{ name, label, allowed: reasons.length === 0, reasons }];
  };
  return offering.amendment === undefined
    ? [...ownSteps(ctx, record, offering, offer), ...beginning(ctx, offering, offer)]
    : [
        ...ownSteps(ctx, record, offering, offer).filter(({ name }) => name === 'complete'),
        ...amendmentSteps(ctx, record, offering, offering.amendment, offer),
      ];
};

const ownSteps = (
  ctx: Context,
  record: InstanceRecord,
  { facts, submissions }: Offering,
  offer: OfferOf,
): readonly Offer[] =>
  commandsFor(record.status).flatMap((kind) => {
    const name: CommandName = kind === 'mark-not-used' ? 'not-used' : kind;
    if (name === 'not-used' && !facts.optional) return [];
    if (name === 'return' && isFiled(record.status) && facts.filing === 'stands') return [];
    return offer(name, LABELS[name], [
      ...refusalsOf(transition(stateOf(record), sample(kind, ctx), facts)),
      ...(kind === 'complete' ? completionReasons(submissions.findLast(stands) ?? submissions.at(-1)) : []),
    ]);
  });

/** Where one of the further filings that the law knows may begin, it is offered; otherwise with what speaks against the first. */
const beginning = (ctx: Context, { amending }: Offering, offer: OfferOf): readonly Offer[] => {
  const { permitted, facts } = amending;
  if (permitted.length === 0 || !isFiled(facts.status)) return [];
  const by = handsOf(ctx.actor);
  const tried = permitted.map(({ kind }) =>
    refusalsOf(amend({ kind, reason: 'a reason', by }, permitted, facts)),
  );
  const forms = permitted.map(({ form }) => form).join(', ');
  return offer('amend', `${LABELS.amend}: ${forms}`, tried.find((one) => one.length === 0) ?? tried[0]!);
};

const amendmentSteps = (
  ctx: Context,
  record: InstanceRecord,
  { facts, amending }: Offering,
  row: AmendmentRow,
  offer: OfferOf,
): readonly Offer[] => {
  const form = amending.permitted.find(({ kind }) => kind === row.kind)?.form ?? row.kind;
  return [
    ...amendingCommandsFor(row.status).flatMap((kind) => {
      const command = sample(kind, ctx, row.kind) as AmendingCommand;
      const result = transitionAmendment(stateOf(row), row.kind, record.filed_on, command, facts);
      return offer(kind, `${LABELS[kind]}: ${form}`, refusalsOf(result));
    }),
    ...offer('drop', `${LABELS.drop}: ${form}`, []),
  ];
};

const refusalsOf = (result: TransitionResult): Reason[] =>
  (result.ok ? [] : result.refusals)
    .filter(({ code }) => !TYPED.has(code))
    .map(({ code, reason }) => ({ code, message: reason }));

/** While its body of law is off an obligation stays as it is. */
export const frozenReasons = (
  { family }: Pick<InstanceRecord, 'family'>,
  { frozen }: Catalogue,
): { code: string; message: string }[] =>
  frozen
    .filter((off) => off.family === family)
    .map(({ label }) => ({
      code: 'workflow.frozen',
      message: `${label} is switched off: its obligations are frozen until it is on again`,
    }));
const isFiled = (status: InstanceRecord['status']): boolean => FILED_STATUSES.some((one) => one === status);

/** A completed obligation rests on a submission that the portal accepted. */
export const completionReasons = (
  newest: InstanceDetail['submissions'][number] | undefined,
): { code: string; message: string }[] => {
  if (newest === undefined) return [{ code: 'filing.no-submission', message: 'no submission is on record' }];
  return stands(newest)
    ? []
    : [
        {
          code: 'filing.not-accepted',
          message: `the portal marked submission ${newest.number} as ${newest.portalStatus}: return it and file again`,
        },
      ];
};

/** The command as it would be once a person has filled it in well. */
const sample = (kind: Command['kind'], ctx: Context, filed: SubmissionKind = 'original'): Command => {
  const by = handsOf(ctx.actor);
  const today = localDate(ctx.today);
  switch (kind) {
    case 'start':
    case 'submit':
      return { kind, by };
    case 'approve':
      return { kind, by, selfApprovalReason: null };
    case 'return':
    case 'reopen':
    case 'mark-not-used':
      return { kind, by, reason: 'a reason' };
    case 'waive':
      return { kind, by, approver: by, reason: 'a reason' };
    case 'complete':
      return { kind, by, acceptedOn: today };
    case 'file':
      return {
        kind,
        by,
        filing: {
          kind: filed,
          filedOn: today,
          nilDeclared: false,
          acknowledgement: { kind: 'ARN', number: 'to come' },
        },
      };
  }
};

/** Why an approval does not hold any more: what was approved has been replaced since. */
export const voidedApproval = (
  record: Pick<InstanceRecord, 'approved_hash'>,
  hashNow: string,
): { code: string; message: string }[] =>
  record.approved_hash === null || record.approved_hash === hashNow
    ? []
    : [
        {
          code: 'workflow.approval-void',
          message: 'the evidence has changed since it was approved: return it for another review',
        },
      ];

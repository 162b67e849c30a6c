import type { Context } from '@compliance-os/core';
import type { CommandName } from '../api/commands.ts';
import type { InstanceDetail } from '../api/instances.ts';
import {
  commandsFor,
  FILED_STATUSES,
  localDate,
  stands,
  transition,
  type Command,
  type RefusalCode,
  type TransitionFacts,
} from '../domain/index.ts';
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
};

/** What a person will still type in; that it is missing now is no reason to refuse the button. */
const TYPED: ReadonlySet<RefusalCode> = new Set([
  'workflow.reason-missing',
  'workflow.acknowledgement-missing',
  'workflow.filing-date-missing',
  'workflow.nil-not-declared',
  'workflow.acceptance-missing',
]);

/** Steps that the status allows and the actor may take, each with the reasons that speak against it now. */
export const offersOf = (
  ctx: Context,
  record: InstanceRecord,
  facts: TransitionFacts,
  newest: InstanceDetail['submissions'][number] | undefined,
  frozen: readonly { code: string; message: string }[],
): InstanceDetail['commands'] =>
  commandsFor(record.status).flatMap((kind) => {
    const name: CommandName = kind === 'mark-not-used' ? 'not-used' : kind;
    if (name === 'not-used' && !facts.optional) return [];
    if (name === 'return' && isFiled(record.status) && facts.filingStands) return [];
    if (!ctx.access.covers(PERMISSION_OF[name], record.entity_id, { family: record.family })) return [];
    const result = transition(stateOf(record), sample(kind, ctx), facts);
    const reasons = [
      ...frozen,
      ...(result.ok ? [] : result.refusals)
        .filter(({ code }) => !TYPED.has(code))
        .map(({ code, reason }) => ({ code: code as string, message: reason })),
      ...(kind === 'complete' ? completionReasons(newest) : []),
    ];
    return [{ name, label: LABELS[name], allowed: reasons.length === 0, reasons }];
  });

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
const sample = (kind: Command['kind'], ctx: Context): Command => {
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
          kind: 'original',
          filedOn: today,
          nilDeclared: false,
          acknowledgement: { kind: 'ARN', number: 'to come' },
        },
      };
  }
};

/** Why an approval does not hold any more: what was approved has been replaced since. */
export const voidedApproval = (
  record: InstanceRecord,
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

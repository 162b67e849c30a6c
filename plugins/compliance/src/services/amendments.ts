/** The commands of a further filing. The obligation keeps its status and its day; only its revision grows. */
import type { Context, Queries } from '@compliance-os/core';
import type { InstanceCommand } from '../api/commands.ts';
import { instanceMoved } from '../api/events.ts';
import type { InstanceDetail } from '../api/instances.ts';
import {
  amend,
  AMENDING,
  filingOf,
  furtherFilings,
  transitionAmendment,
  type AmendFacts,
  type AmendingCommand,
  type FurtherFiling,
  type WorkflowState,
} from '../domain/index.ts';
import { insertAmendment, writeAmendment, type AmendmentRow } from '../store/amendments.ts';
import { insertStep, listSubmissions } from '../store/filing.ts';
import { masterOf, periodOf, siblingsOf, type InstanceRecord } from '../store/instance-record.ts';
import { touchInstance } from '../store/instance-writes.ts';
import { acknowledgementKind, loadCatalogue } from './catalogue.ts';
import { refuse, type CommandDeps, type CommandResult } from './command.ts';
import { handsOf } from './hands.ts';
import { voidedApproval } from './offers.ts';
import { envelopeOf, recordFiling } from './record-filing.ts';
import { settingsOf } from './settings.ts';
import { approvalHash, commandOf, evidenceSubject, stateOf, transitionFacts } from './transition-facts.ts';

type Of<K extends InstanceCommand['command']> = Extract<InstanceCommand, { command: K }>;
type AmendmentStep = Of<(typeof AMENDING)[number]>;

export const isAmendmentStep = (command: InstanceCommand): command is AmendmentStep =>
  AMENDING.some((kind) => kind === command.command);

/** What the law still lets be filed of the instance, and what speaks about it now. */
export const amendFactsOf = async (
  q: Queries,
  tenant: string,
  record: InstanceRecord,
  submissions: InstanceDetail['submissions'],
  underWay: boolean,
): Promise<{ readonly permitted: readonly FurtherFiling[]; readonly facts: AmendFacts }> => {
  const master = masterOf(record);
  const permitted = furtherFilings(master, periodOf(record));
  const before = permitted.flatMap((one) => one.before);
  const siblings = before.length === 0 ? [] : await siblingsOf(q, tenant, record.subject_id, master, before);
  return {
    permitted,
    facts: {
      status: record.status,
      filing: filingOf(submissions),
      underWay,
      filedKinds: submissions.map(({ kind }) => kind),
      filedMasters: siblings
        .filter(({ period, state }) => period.key === record.period && state === 'done')
        .map((sibling) => sibling.master),
    },
  };
};

/** @throws Refusal `COMMAND_REFUSED` */
export const beginAmendment = async (
  deps: CommandDeps,
  q: Queries,
  ctx: Context,
  record: InstanceRecord,
  { kind, reason }: Of<'amend'>,
  underWay: boolean,
): Promise<CommandResult> => {
  const submissions = await listSubmissions(q, ctx.tenant, record.id);
  const { permitted, facts } = await amendFactsOf(q, ctx.tenant, record, submissions, underWay);
  const result = amend({ kind, reason, by: handsOf(ctx.actor) }, permitted, facts);
  refuse(record, result.ok ? [] : result.refusals.map(({ code, reason: message }) => ({ code, message })));
  if (!result.ok) throw new Error('a refusal was let through');
  await insertAmendment(q, ctx.tenant, record.id, { kind, reason }, result.state);
  return moved(deps, q, ctx, record, {
    command: 'amend',
    from: record.status,
    to: result.state.status,
    reason,
  });
};

export const dropAmendment = async (
  deps: CommandDeps,
  q: Queries,
  ctx: Context,
  record: InstanceRecord,
  { reason }: Of<'drop'>,
  row: AmendmentRow | undefined,
): Promise<CommandResult> => {
  refuse(record, row ? [] : [{ code: 'workflow.wrong-state', message: 'no further filing is under way' }]);
  await writeAmendment(q, ctx.tenant, row!.id, {
    ...row!,
    status: 'dropped',
    selfApprovalReason: row!.self_approval_reason,
    approvedHash: row!.approved_hash,
    submissionId: null,
  });
  return moved(deps, q, ctx, record, { command: 'drop', from: row!.status, to: 'dropped', reason });
};

/** @throws Refusal `COMMAND_REFUSED` */
export const stepAmendment = async (
  deps: CommandDeps,
  q: Queries,
  ctx: Context,
  record: InstanceRecord,
  command: AmendmentStep,
  row: AmendmentRow,
): Promise<CommandResult> => {
  const by = handsOf(ctx.actor);
  const settings = await settingsOf(ctx, deps.config);
  const kind = acknowledgementKind(await loadCatalogue(ctx, deps.contributions, q), record.family);
  let files = await deps.evidence.of(ctx, evidenceSubject(record));
  const submissions = await listSubmissions(q, ctx.tenant, record.id);
  const result = transitionAmendment(
    stateOf(row),
    row.kind,
    record.filed_on,
    commandOf(command, by, kind, null) as AmendingCommand,
    await transitionFacts(q, ctx.tenant, record, files, settings, submissions, ctx.today),
  );
  refuse(record, [
    ...(result.ok ? [] : result.refusals.map(({ code, reason: message }) => ({ code, message }))),
    ...(command.command === 'file' ? voidedApproval(row, approvalHash(record, files)) : []),
  ]);
  if (!result.ok) throw new Error('a refusal was let through');

  if (command.command === 'approve') {
    const ids = files.filter(({ status }) => status !== 'approved').map(({ id }) => id);
    const reason = selfApprovalReason(command, result.state, row);
    await deps.evidence.approve(ctx, ids, reason === null ? {} : { selfApprovalReason: reason });
    files = await deps.evidence.of(ctx, evidenceSubject(record));
  }
  const stateHash = approvalHash(record, files);
  const submissionId =
    command.command === 'file'
      ? await recordFiling(deps, q, ctx, record, {
          filing: filingIn(command),
          acknowledgementKind: kind,
          predecessor: submissions.at(-1),
          approvedHash: row.approved_hash,
          files,
          due: null,
        })
      : null;
  await writeAmendment(q, ctx.tenant, row.id, {
    ...result.state,
    selfApprovalReason: selfApprovalReason(command, result.state, row),
    approvedHash: command.command === 'approve' ? stateHash : result.state.checker && row.approved_hash,
    submissionId,
  });
  return moved(
    deps,
    q,
    ctx,
    record,
    { command: command.command, from: row.status, to: result.state.status, reason: command.reason ?? null },
    stateHash,
  );
};

const filingIn = ({ command: _command, reason: _reason, revision: _revision, ...filing }: Of<'file'>) =>
  filing;

/** The tenant's exception in use: a maker approves his own work. */
const selfApprovalReason = (
  command: AmendmentStep,
  state: WorkflowState,
  row: AmendmentRow,
): string | null => {
  if (!state.selfApproved) return null;
  return command.command === 'approve' ? (command.selfApprovalReason ?? null) : row.self_approval_reason;
};

const moved = async (
  { events }: CommandDeps,
  q: Queries,
  ctx: Context,
  record: InstanceRecord,
  step: {
    readonly command: string;
    readonly from: string;
    readonly to: string;
    readonly reason: string | null;
  },
  stateHash: string | null = null,
): Promise<CommandResult> => {
  const command = step.command === 'amend' ? 'amend' : `amendment-${step.command}`;
  await touchInstance(q, ctx.tenant, record);
  await insertStep(q, ctx.tenant, {
    ...step,
    command,
    instanceId: record.id,
    by: handsOf(ctx.actor),
    name: ctx.actor.name,
    stateHash,
  });
  await events.emit(ctx, instanceMoved, record.id, {
    ...envelopeOf(record),
    command,
    from: record.status,
    to: record.status,
    by: ctx.actor.name,
    reason: step.reason,
  });
  return { id: record.id, status: record.status, revision: record.revision + 1 };
};

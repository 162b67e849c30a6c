import {
  notFound,
  Refusal,
  type Context,
  type Contributions,
  type Db,
  type Events,
  type Evidence,
  type EvidenceFile,
  type Queries,
  type TenantConfig,
} from '@compliance-os/core';
import type { InstanceCommand } from '../api/commands.ts';
import { instanceFiled, instanceMoved } from '../api/events.ts';
import type { InstanceDetail } from '../api/instances.ts';
import {
  isClosed,
  localDate,
  samePerson,
  transition,
  type LocalDate,
  type WorkflowActor,
  type WorkflowState,
} from '../domain/index.ts';
import { contentHash } from '../store/content-hash.ts';
import { insertStep, insertSubmission, listSubmissions, updatePortalStatus } from '../store/filing.ts';
import { lockInstance, readRecord, type InstanceRecord } from '../store/instance-record.ts';
import { writeState } from '../store/instance-writes.ts';
import { acknowledgementKind, loadCatalogue } from './catalogue.ts';
import { foldAgain } from './extend.ts';
import { handsOf } from './hands.ts';
import { completionReasons, frozenReasons, voidedApproval } from './offers.ts';
import { refreshSubject } from './refresh.ts';
import { settingsOf } from './settings.ts';
import {
  approvalHash,
  commandOf,
  PERMISSION_OF,
  stateOf,
  transitionFacts,
  evidenceSubject,
} from './transition-facts.ts';

export interface CommandDeps {
  readonly db: Db;
  readonly evidence: Evidence;
  readonly events: Events;
  readonly contributions: Contributions;
  readonly config: TenantConfig;
}

export interface CommandResult {
  readonly id: string;
  readonly status: InstanceRecord['status'];
  readonly revision: number;
}

interface Reason {
  readonly code: string;
  readonly message: string;
}

/**
 * Takes one step with one instance: locks it, asks the state machine, writes, tells. All of it is one transaction.
 * @throws Refusal `NOT_FOUND` outside the actor's reach; `FORBIDDEN` without the right to the step;
 *   `STALE_REVISION`; `COMMAND_REFUSED` with every reason as a fault
 */
export const runCommand = async (
  deps: CommandDeps,
  ctx: Context,
  id: string,
  command: InstanceCommand,
): Promise<CommandResult> =>
  deps.db.tenant(ctx, async (tx) => {
    const permission = PERMISSION_OF[command.command];
    if (!ctx.access.allows(permission)) {
      throw new Refusal(
        'FORBIDDEN',
        `This needs the permission "${permission}", which your roles do not give.`,
      );
    }
    // Read before the lock: nobody outside the reach makes others wait.
    if (!(await readRecord(tx, ctx, permission, id))) throw notFound('obligation');
    await lockInstance(tx, ctx.tenant, id);
    const record = (await readRecord(tx, ctx, permission, id))!;
    if (command.revision !== undefined && command.revision !== record.revision) {
      throw new Refusal('STALE_REVISION', 'Somebody else has changed this meanwhile: look at it again.', [
        {
          path: 'revision',
          message: 'out of date',
          expected: String(record.revision),
          received: String(command.revision),
        },
      ]);
    }
    return take(deps, tx, ctx, record, command);
  });

const take = async (
  deps: CommandDeps,
  q: Queries,
  ctx: Context,
  record: InstanceRecord,
  command: InstanceCommand,
): Promise<CommandResult> => {
  const catalogue = await loadCatalogue(ctx, deps.contributions, q);
  const settings = await settingsOf(ctx, deps.config);
  let files = await deps.evidence.of(ctx, evidenceSubject(record));
  const submissions = await listSubmissions(q, ctx.tenant, record.id);
  const newest = submissions.at(-1);
  const acceptedOn = command.command === 'complete' ? acceptanceOf(command, newest) : null;
  const by = handsOf(ctx.actor);
  const kind = acknowledgementKind(catalogue, record.family);
  const result = transition(
    stateOf(record),
    commandOf(command, by, kind, acceptedOn),
    await transitionFacts(q, ctx.tenant, record, files, settings, submissions, ctx.today),
  );
  refuse(record, [
    ...frozenReasons(record, catalogue),
    ...(result.ok ? [] : result.refusals.map(({ code, reason }) => ({ code, message: reason }))),
    ...(command.command === 'file' ? voidedApproval(record, approvalHash(record, files)) : []),
    ...(command.command === 'complete' ? completionReasons(newest) : []),
  ]);
  if (!result.ok) throw new Error('a refusal was let through');

  if (command.command === 'approve') {
    const ids = files.filter(({ status }) => status !== 'approved').map(({ id }) => id);
    const reason = selfApprovalReason(result.state, command, record, by);
    await deps.evidence.approve(ctx, ids, reason === null ? {} : { selfApprovalReason: reason });
    files = await deps.evidence.of(ctx, evidenceSubject(record));
  }
  const stateHash = approvalHash(record, files);
  await writeState(q, ctx.tenant, record, {
    state: result.state,
    selfApprovalReason: selfApprovalReason(result.state, command, record, by),
    approvedHash: command.command === 'approve' ? stateHash : keptHash(record, result.state),
    filedOn: filedOn(command, result.state, record),
  });
  await insertStep(q, ctx.tenant, {
    instanceId: record.id,
    command: command.command,
    from: record.status,
    to: result.state.status,
    by,
    name: ctx.actor.name,
    reason: command.reason ?? null,
    stateHash,
  });
  if (command.command === 'file') await recordFiling(deps, q, ctx, record, command, kind, newest, files);
  if (command.command === 'complete' && newest?.portalStatus === 'pending')
    await updatePortalStatus(q, ctx.tenant, newest.id, 'accepted', acceptedOn);
  const reopens = isClosed(record.status) && !isClosed(result.state.status);
  const moved = reopens && (await foldAgain(deps, q, ctx, record.id));
  await refreshSubject(q, ctx, catalogue, record.subject_id);
  await deps.events.emit(ctx, instanceMoved, record.id, {
    ...envelopeOf(record),
    command: command.command,
    from: record.status,
    to: result.state.status,
    by: ctx.actor.name,
    reason: command.reason ?? null,
  });
  return { id: record.id, status: result.state.status, revision: record.revision + (moved ? 2 : 1) };
};

const refuse = (record: InstanceRecord, reasons: readonly Reason[]): void => {
  if (reasons.length === 0) return;
  throw new Refusal(
    'COMMAND_REFUSED',
    `${record.form} for ${record.period_label}: ${reasons.map(({ message }) => message).join('; ')}.`,
    reasons.map(({ code, message }) => ({ path: code, message })),
  );
};

/** A day on which the portal accepted what was filed: on record already, or said with the command. */
const acceptanceOf = (
  command: Extract<InstanceCommand, { command: 'complete' }>,
  newest: InstanceDetail['submissions'][number] | undefined,
): LocalDate | null => {
  if (newest?.portalStatus === 'accepted' && newest.acceptedOn !== null) return localDate(newest.acceptedOn);
  return command.acceptedOn ?? null;
};

/** The tenant's exception in use: a maker approves, or waives, his own work. */
const selfApprovalReason = (
  state: WorkflowState,
  command: InstanceCommand,
  record: InstanceRecord,
  by: WorkflowActor,
): string | null => {
  if (command.command === 'approve') return state.selfApproved ? (command.selfApprovalReason ?? null) : null;
  if (command.command === 'waive' && record.makers.some((maker) => samePerson(maker, by)))
    return command.reason;
  return state.selfApproved ? record.self_approval_reason : null;
};

const keptHash = (record: InstanceRecord, state: WorkflowState): string | null =>
  state.checker === null ? null : record.approved_hash;

const filedOn = (
  command: InstanceCommand,
  state: WorkflowState,
  record: InstanceRecord,
): LocalDate | null => {
  if (command.command === 'file') return command.filingDate;
  return state.status === 'completed' ? record.filed_on : null;
};

const recordFiling = async (
  deps: CommandDeps,
  q: Queries,
  ctx: Context,
  record: InstanceRecord,
  command: Extract<InstanceCommand, { command: 'file' }>,
  kind: string,
  newest: InstanceDetail['submissions'][number] | undefined,
  files: readonly EvidenceFile[],
): Promise<void> => {
  const { command: _command, reason: _reason, revision: _revision, ...filing } = command;
  const submissionId = await insertSubmission(q, ctx, {
    instanceId: record.id,
    number: (newest?.number ?? 0) + 1,
    predecessorId: newest?.id ?? null,
    filing,
    acknowledgementKind: filing.acknowledgementKind ?? kind,
    acceptedOn: filing.portalStatus === 'accepted' ? filing.filingDate : null,
    approvedHash: record.approved_hash,
    filedHash: contentHash({
      approved: record.approved_hash,
      filing,
      evidence: files.map(({ sha256 }) => sha256),
    }),
  });
  await deps.events.emit(ctx, instanceFiled, record.id, {
    ...envelopeOf(record),
    submissionId,
    filedOn: filing.filingDate,
    acknowledgementNumber: filing.acknowledgementNumber,
    late: record.due_date !== null && filing.filingDate > record.due_date,
  });
};

const envelopeOf = (record: InstanceRecord) => ({
  instanceId: record.id,
  entityId: record.entity_id,
  family: record.family,
  masterCode: record.master_code,
  subjectId: record.subject_id,
  period: record.period,
});

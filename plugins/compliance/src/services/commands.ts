import { notFound, Refusal, type Context, type Queries } from '@compliance-os/core';
import type { InstanceCommand } from '../api/commands.ts';
import { instanceMoved } from '../api/events.ts';
import type { InstanceDetail } from '../api/instances.ts';
import {
  CLOSED_STATUSES,
  localDate,
  samePerson,
  stands,
  transition,
  type LocalDate,
  type WorkflowActor,
  type WorkflowState,
} from '../domain/index.ts';
import { findAmendment } from '../store/amendments.ts';
import { insertStep, listSubmissions, updatePortalStatus } from '../store/filing.ts';
import { lockInstance, readRecord, type InstanceRecord } from '../store/instance-record.ts';
import { writeState } from '../store/instance-writes.ts';
import { beginAmendment, dropAmendment, isAmendmentStep, stepAmendment } from './amendments.ts';
import { acknowledgementKind, loadCatalogue } from './catalogue.ts';
import { refuse, type CommandDeps, type CommandResult } from './command.ts';
import { foldAgain } from './extend.ts';
import { handsOf } from './hands.ts';
import { completionReasons, frozenReasons, voidedApproval } from './offers.ts';
import { envelopeOf, recordFiling } from './record-filing.ts';
import { refreshSubject } from './refresh.ts';
import { settingsOf } from './settings.ts';
import {
  approvalHash,
  commandOf,
  PERMISSION_OF,
  stateOf,
  transitionFacts,
  evidenceSubject,
  type StepCommand,
} from './transition-facts.ts';

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
    return dispatch(deps, tx, ctx, record, command);
  });

/** To the obligation itself, or to the further filing that is under way. */
const dispatch = async (
  deps: CommandDeps,
  q: Queries,
  ctx: Context,
  record: InstanceRecord,
  command: InstanceCommand,
): Promise<CommandResult> => {
  const amendment = await findAmendment(q, ctx.tenant, record.id);
  const ofAmendment =
    command.command === 'amend' ||
    command.command === 'drop' ||
    (amendment !== undefined && isAmendmentStep(command));
  if (ofAmendment) refuse(record, frozenReasons(record, await loadCatalogue(ctx, deps.contributions, q)));
  if (command.command === 'amend')
    return beginAmendment(deps, q, ctx, record, command, amendment !== undefined);
  if (command.command === 'drop') return dropAmendment(deps, q, ctx, record, command, amendment);
  return amendment !== undefined && isAmendmentStep(command)
    ? stepAmendment(deps, q, ctx, record, command, amendment)
    : take(deps, q, ctx, record, command);
};

const take = async (
  deps: CommandDeps,
  q: Queries,
  ctx: Context,
  record: InstanceRecord,
  command: StepCommand,
): Promise<CommandResult> => {
  const catalogue = await loadCatalogue(ctx, deps.contributions, q);
  const settings = await settingsOf(ctx, deps.config);
  let files = await deps.evidence.of(ctx, evidenceSubject(record));
  const submissions = await listSubmissions(q, ctx.tenant, record.id);
  const newest = submissions.at(-1);
  const standing = submissions.findLast(stands);
  const acceptedOn = command.command === 'complete' ? acceptanceOf(command, standing) : null;
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
    ...(command.command === 'complete' ? completionReasons(standing ?? newest) : []),
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
  if (command.command === 'file') {
    const { command: _command, reason: _reason, revision: _revision, ...filing } = command;
    await recordFiling(deps, q, ctx, record, {
      filing,
      acknowledgementKind: kind,
      predecessor: newest,
      approvedHash: record.approved_hash,
      files,
      due: record.due_date,
    });
  }
  if (command.command === 'complete' && standing?.portalStatus === 'pending')
    await updatePortalStatus(q, ctx.tenant, standing.id, 'accepted', acceptedOn);
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

const isClosed = (status: InstanceRecord['status']): boolean =>
  (CLOSED_STATUSES as readonly string[]).includes(status);

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
  command: StepCommand,
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

const filedOn = (command: StepCommand, state: WorkflowState, record: InstanceRecord): LocalDate | null => {
  if (command.command === 'file') return command.filingDate;
  return state.status === 'completed' ? record.filed_on : null;
};

import type { EvidenceFile, EvidenceSubject, Queries } from '@compliance-os/core';
import {
  addDays,
  dependencyStates,
  filingOf,
  localDate,
  type Command,
  type Filing,
  type LocalDate,
  type Master,
  type TransitionFacts,
  type WorkflowActor,
  type WorkflowState,
} from '../domain/index.ts';
import type { CommandName, InstanceCommand } from '../api/commands.ts';
import type { InstanceDetail } from '../api/instances.ts';
import type { Settings } from './settings.ts';
import { contentHash } from '../store/content-hash.ts';
import {
  masterOf,
  openQuestionsOf,
  periodOf,
  siblingsOf,
  type InstanceRecord,
} from '../store/instance-record.ts';

/** What the guards of the workflow look at, read for one instance. */
export const transitionFacts = async (
  q: Queries,
  tenant: string,
  record: InstanceRecord,
  evidence: readonly EvidenceFile[],
  settings: Pick<Settings, 'selfApproval'>,
  submissions: InstanceDetail['submissions'],
  today: string,
): Promise<TransitionFacts> => {
  const master = masterOf(record);
  const siblings = await siblingsOf(q, tenant, record.subject_id, master);
  const questions = await openQuestionsOf(q, tenant, record.subject_id, master);
  return {
    today: localDate(today),
    evidenceRequired: master.evidence,
    evidencePresent: evidence.filter(({ status }) => status !== 'quarantined').map(({ kind }) => kind),
    dependencies: dependencyStates(master, periodOf(record), siblings, questions),
    optional: master.optional,
    nilReturn: master.nilReturn,
    notBefore: notBefore(record, master),
    filing: filingOf(submissions),
    filingKinds: kindsOf(filingOf(submissions), master),
    selfApprovalAllowed: settings.selfApproval,
  };
};

/** First an original or nil; what answers a refusal may also be what the law knows beside it. */
const kindsOf = (
  filing: TransitionFacts['filing'],
  { furtherFilings }: Master,
): TransitionFacts['filingKinds'] =>
  filing === 'refused' ? ['nil', 'original', ...furtherFilings.map(({ kind }) => kind)] : ['nil', 'original'];

/** Nothing is filed before the days it covers have ended, unless it is due before, or is a choice for what comes. */
const notBefore = (record: InstanceRecord, { nature }: Master): LocalDate | null => {
  const end = localDate(record.part_to ?? record.period_to);
  if (nature === 'election' || nature === 'control') return null;
  if (record.due_date !== null && record.due_date <= end) return null;
  return record.period.startsWith('event:') ? end : addDays(end, 1);
};

export const stateOf = (
  record: Pick<InstanceRecord, 'status' | 'makers' | 'checker' | 'self_approval_reason'>,
): WorkflowState => ({
  status: record.status,
  makers: record.makers,
  checker: record.checker,
  selfApproved: record.self_approval_reason !== null,
});

/** The steps of the obligation itself; those of a further filing begin and end outside of its machine. */
export type StepCommand = Exclude<InstanceCommand, { command: 'amend' | 'drop' }>;

/** The command of the API as the state machine knows it. */
export const commandOf = (
  command: StepCommand,
  by: WorkflowActor,
  acknowledgementKind: string,
  acceptedOn: LocalDate | null,
): Command => {
  switch (command.command) {
    case 'start':
    case 'submit':
      return { kind: command.command, by };
    case 'approve':
      return { kind: 'approve', by, selfApprovalReason: command.selfApprovalReason ?? null };
    case 'return':
    case 'reopen':
      return { kind: command.command, by, reason: command.reason };
    case 'not-used':
      return { kind: 'mark-not-used', by, reason: command.reason };
    case 'waive':
      return { kind: 'waive', by, approver: by, reason: command.reason };
    case 'complete':
      return { kind: 'complete', by, acceptedOn };
    case 'file':
      return { kind: 'file', by, filing: filingIn(command, acknowledgementKind) };
  }
};

const filingIn = (
  command: Extract<InstanceCommand, { command: 'file' }>,
  acknowledgementKind: string,
): Filing => ({
  kind: command.kind,
  filedOn: command.filingDate,
  nilDeclared: command.nilDeclared,
  acknowledgement: {
    kind: command.acknowledgementKind ?? acknowledgementKind,
    number: command.acknowledgementNumber,
  },
});

/** Where the files of an obligation hang. */
export const evidenceSubject = (record: InstanceRecord): EvidenceSubject => ({
  type: 'instance',
  id: record.id,
  entityId: record.entity_id,
});

/**
 * SHA-256 of what is approved: which obligation, under which master, on which evidence. A file of a kind that the review
 * needs counts whether it is approved or not, so that one which is added afterwards voids the approval.
 */
export const approvalHash = (record: InstanceRecord, evidence: readonly EvidenceFile[]): string => {
  const reviewed = new Set(
    masterOf(record)
      .evidence.filter(({ neededFor }) => neededFor === 'review')
      .map(({ kind }) => kind),
  );
  return contentHash({
    instance: record.id,
    master: record.master_version_id,
    subject: record.subject_id,
    period: record.period,
    part: [record.part_from, record.part_to],
    evidence: evidence
      .filter(({ status, kind }) => status === 'approved' || reviewed.has(kind))
      .map(({ id, kind, version, sha256 }) => ({ id, kind, version, sha256 }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  });
};

/** Which right a step needs. */
export const PERMISSION_OF: Readonly<Record<CommandName, string>> = {
  start: 'compliance.instance.update',
  submit: 'compliance.instance.update',
  approve: 'compliance.instance.approve',
  return: 'compliance.instance.approve',
  file: 'compliance.instance.file',
  complete: 'compliance.instance.file',
  waive: 'compliance.instance.waive',
  'not-used': 'compliance.instance.waive',
  reopen: 'compliance.instance.waive',
  amend: 'compliance.instance.update',
  drop: 'compliance.instance.update',
};

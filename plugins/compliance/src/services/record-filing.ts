import type { Context, Events, EvidenceFile, Queries } from '@compliance-os/core';
import type { FilingFields } from '../api/commands.ts';
import { instanceFiled } from '../api/events.ts';
import type { InstanceDetail } from '../api/instances.ts';
import { contentHash } from '../store/content-hash.ts';
import { insertSubmission } from '../store/filing.ts';
import type { InstanceRecord } from '../store/instance-record.ts';

export interface FilingToRecord {
  readonly filing: FilingFields;
  readonly acknowledgementKind: string;
  /** the newest submission before it */
  readonly predecessor: InstanceDetail['submissions'][number] | undefined;
  readonly approvedHash: string | null;
  readonly files: readonly EvidenceFile[];
  /** the day up to which it is in time; null where none is late */
  readonly due: string | null;
}

/** Puts a submission on record and tells of it. @returns its id */
export const recordFiling = async (
  { events }: { readonly events: Events },
  q: Queries,
  ctx: Context,
  record: InstanceRecord,
  { filing, acknowledgementKind, predecessor, approvedHash, files, due }: FilingToRecord,
): Promise<string> => {
  const submissionId = await insertSubmission(q, ctx, {
    instanceId: record.id,
    number: (predecessor?.number ?? 0) + 1,
    predecessorId: predecessor?.id ?? null,
    filing,
    acknowledgementKind: filing.acknowledgementKind ?? acknowledgementKind,
    acceptedOn: filing.portalStatus === 'accepted' ? filing.filingDate : null,
    approvedHash,
    filedHash: contentHash({ approved: approvedHash, filing, evidence: files.map(({ sha256 }) => sha256) }),
  });
  await events.emit(ctx, instanceFiled, record.id, {
    ...envelopeOf(record),
    submissionId,
    filedOn: filing.filingDate,
    acknowledgementNumber: filing.acknowledgementNumber,
    late: due !== null && filing.filingDate > due,
  });
  return submissionId;
};

export const envelopeOf = (record: InstanceRecord) => ({
  instanceId: record.id,
  entityId: record.entity_id,
  family: record.family,
  masterCode: record.master_code,
  subjectId: record.subject_id,
  period: record.period,
});

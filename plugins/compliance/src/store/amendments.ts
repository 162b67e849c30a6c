/** Further filings under way: the work on them, until it is filed or dropped. */
import { newId, type Queries } from '@compliance-os/core';
import type { FurtherKind, WorkflowActor, WorkflowState } from '../domain/index.ts';

export interface AmendmentRow {
  readonly id: string;
  readonly kind: FurtherKind;
  readonly reason: string;
  readonly status: 'preparing' | 'in-review' | 'returned' | 'approved';
  readonly makers: readonly WorkflowActor[];
  readonly checker: WorkflowActor | null;
  readonly self_approval_reason: string | null;
  readonly approved_hash: string | null;
  readonly opened_at: Date;
}

/** The one under way, if there is one. */
export const findAmendment = async (
  q: Queries,
  tenant: string,
  instanceId: string,
): Promise<AmendmentRow | undefined> =>
  q.first<AmendmentRow>(
    `select id, kind, reason, status, makers, checker, self_approval_reason, approved_hash, opened_at
     from compliance.amendment where tenant_id = $1 and instance_id = $2 and status not in ('filed', 'dropped')`,
    [tenant, instanceId],
  );

export const insertAmendment = async (
  q: Queries,
  tenant: string,
  instanceId: string,
  { kind, reason }: Pick<AmendmentRow, 'kind' | 'reason'>,
  { status, makers }: WorkflowState,
): Promise<void> => {
  await q.run(
    `insert into compliance.amendment (tenant_id, id, instance_id, kind, reason, status, makers)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tenant, newId(), instanceId, kind, reason, status, JSON.stringify(makers)],
  );
};

export interface AmendmentChange {
  readonly status: WorkflowState['status'] | 'dropped';
  readonly makers: readonly WorkflowActor[];
  readonly checker: WorkflowActor | null;
  readonly selfApprovalReason: string | null;
  readonly approvedHash: string | null;
  /** what it became, once filed */
  readonly submissionId: string | null;
}

export const writeAmendment = async (
  q: Queries,
  tenant: string,
  id: string,
  change: AmendmentChange,
): Promise<void> => {
  await q.run(
    `update compliance.amendment set status = $3, makers = $4, checker = $5, self_approval_reason = $6,
       approved_hash = $7, submission_id = $8
     where tenant_id = $1 and id = $2`,
    [
      tenant,
      id,
      change.status,
      JSON.stringify(change.makers),
      change.checker === null ? null : JSON.stringify(change.checker),
      change.selfApprovalReason,
      change.approvedHash,
      change.submissionId,
    ],
  );
};

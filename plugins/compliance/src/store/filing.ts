/** Submissions, steps and payments of an instance. */
import { newId, type Context, type Queries } from '@compliance-os/core';
import type { FilingFields } from '../api/commands.ts';
import type { InstanceDetail } from '../api/instances.ts';
import type { WorkflowActor } from '../domain/index.ts';

type SubmissionItem = InstanceDetail['submissions'][number];

interface SubmissionRow extends Omit<SubmissionItem, 'filingDate' | 'recordedAt'> {
  readonly filingDate: SubmissionItem['filingDate'];
  readonly recordedAt: Date;
}

export const listSubmissions = async (
  q: Queries,
  tenant: string,
  instanceId: string,
): Promise<SubmissionItem[]> =>
  (
    await q.rows<SubmissionRow>(
      `select id, number, kind, predecessor_id as "predecessorId", prepared_on as "preparedOn", submitted_on as "filingDate",
         paid_on as "paidOn", accepted_on as "acceptedOn", effective_on as "effectiveOn",
         acknowledgement_kind as "acknowledgementKind", acknowledgement_number as "acknowledgementNumber",
         portal_status as "portalStatus", signatory_id as "signatoryId", capacity, mode, udin, amounts,
         nil_declared as "nilDeclared", lateness_reason as "latenessReason", source,
         approved_hash as "approvedHash", filed_hash as "filedHash", recorded_by as "recordedBy", recorded_at as "recordedAt"
       from compliance.submission where tenant_id = $1 and instance_id = $2 order by number`,
      [tenant, instanceId],
    )
  ).map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));

export interface NewSubmission {
  readonly instanceId: string;
  readonly number: number;
  readonly predecessorId: string | null;
  readonly filing: FilingFields;
  readonly acknowledgementKind: string;
  readonly acceptedOn: string | null;
  readonly approvedHash: string | null;
  readonly filedHash: string;
}

export const insertSubmission = async (
  q: Queries,
  ctx: Context,
  { filing, ...submission }: NewSubmission,
): Promise<string> => {
  const id = newId();
  await q.run(
    `insert into compliance.submission (tenant_id, id, instance_id, number, kind, predecessor_id, prepared_on, submitted_on,
       paid_on, accepted_on, effective_on, acknowledgement_kind, acknowledgement_number, portal_status, signatory_id,
       capacity, mode, udin, amounts, nil_declared, lateness_reason, source, approved_hash, filed_hash, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 'person', $22, $23, $24)`,
    [
      ctx.tenant,
      id,
      submission.instanceId,
      submission.number,
      filing.kind,
      submission.predecessorId,
      filing.preparedOn ?? null,
      filing.filingDate,
      filing.paidOn ?? null,
      submission.acceptedOn,
      filing.effectiveOn ?? null,
      submission.acknowledgementKind,
      filing.acknowledgementNumber,
      filing.portalStatus,
      filing.signatoryId ?? null,
      filing.capacity ?? null,
      filing.mode ?? null,
      filing.udin ?? null,
      JSON.stringify(filing.amounts),
      filing.nilDeclared,
      filing.latenessReason ?? null,
      submission.approvedHash,
      submission.filedHash,
      ctx.actor.name,
    ],
  );
  return id;
};

export const findSubmission = async (
  q: Queries,
  tenant: string,
  id: string,
): Promise<{ instanceId: string; submittedOn: string } | undefined> =>
  q.first(
    `select instance_id as "instanceId", submitted_on as "submittedOn" from compliance.submission
     where tenant_id = $1 and id = $2`,
    [tenant, id],
  );

/** What the portal made of a submission. */
export const updatePortalStatus = async (
  q: Queries,
  tenant: string,
  id: string,
  portalStatus: string,
  acceptedOn: string | null,
): Promise<void> => {
  await q.run(
    `update compliance.submission set portal_status = $3, accepted_on = $4 where tenant_id = $1 and id = $2`,
    [tenant, id, portalStatus, acceptedOn],
  );
};

export interface NewStep {
  readonly instanceId: string;
  readonly command: string;
  readonly from: string;
  readonly to: string;
  readonly by: WorkflowActor;
  readonly name: string;
  readonly reason: string | null;
  readonly stateHash: string | null;
}

export const insertStep = async (q: Queries, tenant: string, step: NewStep): Promise<void> => {
  await q.run(
    `insert into compliance.step (tenant_id, id, instance_id, command, from_status, to_status, principal, delegate, actor_name, reason, state_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tenant,
      newId(),
      step.instanceId,
      step.command,
      step.from,
      step.to,
      step.by.principal,
      step.by.delegate,
      step.name,
      step.reason,
      step.stateHash,
    ],
  );
};

export const listSteps = async (
  q: Queries,
  tenant: string,
  instanceId: string,
): Promise<InstanceDetail['steps']> =>
  (
    await q.rows<{
      command: string;
      from: string;
      to: string;
      actor: string;
      principal: string;
      delegate: string | null;
      reason: string | null;
      at: Date;
    }>(
      `select command, from_status as "from", to_status as "to", actor_name as actor, principal, delegate, reason, taken_at as at
       from compliance.step where tenant_id = $1 and instance_id = $2 order by taken_at, id`,
      [tenant, instanceId],
    )
  ).map(({ principal, delegate, at, ...step }) => ({
    ...step,
    onBehalfOf: delegate === null ? null : principal,
    at: at.toISOString(),
  }));

export const listPaymentsOf = async (
  q: Queries,
  tenant: string,
  instanceId: string,
): Promise<InstanceDetail['payments']> =>
  (
    await q.rows<{ id: string; challanNumber: string; paidOn: string; amount: string }>(
      `select p.id, p.challan_number as "challanNumber", p.paid_on as "paidOn", a.amount_paise as amount
       from compliance.payment_allocation a
       join compliance.payment p on p.tenant_id = a.tenant_id and p.id = a.payment_id
       where a.tenant_id = $1 and a.instance_id = $2 order by p.paid_on, p.id`,
      [tenant, instanceId],
    )
  ).map(({ amount, ...payment }) => ({ ...payment, amountPaise: Number(amount) }));

interface DateRow {
  readonly action: 'extended' | 'withdrawn' | 'revised';
  readonly source: string;
  readonly statutory_date: string | null;
  readonly extended_date: string | null;
  readonly fee_free_until: string | null;
  readonly recorded_at: Date;
}

/** Every change of an instance's dates after it was made, oldest first. */
export const listDateChanges = async (
  q: Queries,
  tenant: string,
  instanceId: string,
): Promise<readonly DateRow[]> =>
  q.rows<DateRow>(
    `select action, source, statutory_date, extended_date, fee_free_until, recorded_at
     from compliance.instance_date where tenant_id = $1 and instance_id = $2 order by recorded_at, id`,
    [tenant, instanceId],
  );

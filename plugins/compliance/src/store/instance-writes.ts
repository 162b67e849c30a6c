import { Refusal, type Queries } from '@compliance-os/core';
import type { WorkflowState } from '../domain/index.ts';
import type { InstanceRecord } from './instance-record.ts';

export interface StateChange {
  readonly state: WorkflowState;
  readonly selfApprovalReason: string | null;
  readonly approvedHash: string | null;
  readonly filedOn: string | null;
}

/** @throws Refusal `STALE_REVISION` where another write came between */
export const writeState = async (
  q: Queries,
  tenant: string,
  record: Pick<InstanceRecord, 'id' | 'revision'>,
  { state, selfApprovalReason, approvedHash, filedOn }: StateChange,
): Promise<void> => {
  const written = await q.run(
    `update compliance.instance set status = $4::text, makers = $5, checker = $6, self_approval_reason = $7,
       approved_hash = $8, filed_on = $9,
       before_onboarding = before_onboarding and $4::text in ('filed', 'completed'), revision = revision + 1, changed_at = clock_timestamp()
     where tenant_id = $1 and id = $2 and revision = $3`,
    [
      tenant,
      record.id,
      record.revision,
      state.status,
      JSON.stringify(state.makers),
      state.checker === null ? null : JSON.stringify(state.checker),
      selfApprovalReason,
      approvedHash,
      filedOn,
    ],
  );
  if (written !== 1) throw staleRevision();
};

/** Gives instances to a person, or to nobody. @returns how many changed */
export const assignInstances = async (
  q: Queries,
  tenant: string,
  ids: readonly string[],
  assignee: { readonly id: string; readonly name: string } | null,
): Promise<number> =>
  q.run(
    `update compliance.instance set assignee_id = $3, assignee_name = $4, revision = revision + 1, changed_at = clock_timestamp()
     where tenant_id = $1 and id = any($2::uuid[]) and assignee_id is distinct from $3`,
    [tenant, ids, assignee?.id ?? null, assignee?.name ?? null],
  );

/** Marks that something about it has changed, though not itself. @throws Refusal `STALE_REVISION` */
export const touchInstance = async (
  q: Queries,
  tenant: string,
  { id, revision }: Pick<InstanceRecord, 'id' | 'revision'>,
): Promise<void> => {
  const written = await q.run(
    `update compliance.instance set revision = revision + 1, changed_at = clock_timestamp()
     where tenant_id = $1 and id = $2 and revision = $3`,
    [tenant, id, revision],
  );
  if (written !== 1) throw staleRevision();
};

const staleRevision = (): Refusal =>
  new Refusal('STALE_REVISION', 'Somebody else has changed this meanwhile: look at it again.');

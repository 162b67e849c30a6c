/** One instance with everything that a decision about it looks at. */
import { reachSql, type Context, type Queries } from '@compliance-os/core';
import type { InstanceStatus, Master, OpenQuestion, Sibling, WorkflowActor } from '../domain/index.ts';
import { MasterSchema, isReleased, isSettled, localDate, parsePeriod, type Period } from '../domain/index.ts';
import type { StoredTree } from './stored-explanation.ts';
import { FROM_INSTANCE, instanceColumns, STANDING_FILED_ON, type InstanceRow } from './instance-columns.ts';

export interface InstanceRecord extends InstanceRow {
  readonly revision: number;
  readonly master_version_id: string;
  readonly period_from: string;
  readonly period_to: string;
  readonly part_from: string | null;
  readonly part_to: string | null;
  readonly makers: readonly WorkflowActor[];
  readonly checker: WorkflowActor | null;
  readonly self_approval_reason: string | null;
  readonly approved_hash: string | null;
  readonly generated_at: Date;
  readonly origin: string;
  readonly content: unknown;
  readonly why_summary: string;
  readonly why_tree: StoredTree;
}

const RECORD = `
  select ${instanceColumns('$2::date')}, i.revision, i.master_version_id, i.period_from, i.period_to, i.part_from, i.part_to,
         i.makers, i.checker, i.self_approval_reason, i.approved_hash, i.generated_at,
         v.origin, v.content, x.summary as why_summary, x.tree as why_tree
  from ${FROM_INSTANCE}
  join compliance.master_version v on v.tenant_id = i.tenant_id and v.id = i.master_version_id
  join compliance.explanation x on x.tenant_id = i.tenant_id and x.id = i.explanation_id
  where i.tenant_id = $1 and i.id = $3`;

/** The instance, where the permission reaches it. */
export const readRecord = async (
  q: Queries,
  ctx: Context,
  permission: string,
  id: string,
): Promise<InstanceRecord | undefined> => {
  const values: unknown[] = [ctx.tenant, ctx.today, id];
  const reach = reachSql(ctx.access.reach(permission), { entity: 'i.entity_id', family: 'i.family' }, values);
  return q.first<InstanceRecord>(`${RECORD} and ${reach}`, values);
};

/** The same, locked: of two who decide at once, the second waits and then sees what the first did. */
export const lockInstance = async (q: Queries, tenant: string, id: string): Promise<boolean> =>
  (await q.first('select id from compliance.instance where tenant_id = $1 and id = $2 for update', [
    tenant,
    id,
  ])) !== undefined;

const masters = new Map<string, Master>();
const MOST_MASTERS = 2_000;

/** The master that the instance was made from. Snapshots never change, so each is read once. */
export const masterOf = (record: Pick<InstanceRecord, 'master_version_id' | 'content'>): Master => {
  const known = masters.get(record.master_version_id);
  if (known) return known;
  const master = MasterSchema.parse(record.content);
  if (masters.size >= MOST_MASTERS) masters.clear();
  masters.set(record.master_version_id, master);
  return master;
};

export const periodOf = (record: Pick<InstanceRecord, 'period' | 'period_from'>): Period =>
  parsePeriod(record.period, localDate(record.period_from));

/** Other instances of the subject that the master names in its dependencies, and those of `more` masters. */
export const siblingsOf = async (
  q: Queries,
  tenant: string,
  subjectId: string,
  master: Master,
  more: readonly string[] = [],
): Promise<readonly (Sibling & { readonly filedOn: string | null })[]> => {
  const codes = [...master.dependencies.map((dependency) => dependency.master), ...more];
  if (codes.length === 0) return [];
  const rows = await q.rows<{
    id: string;
    master_code: string;
    period: string;
    period_from: string;
    status: InstanceStatus;
    critical: number;
    filed_on: string | null;
  }>(
    `select i.id, i.master_code, i.period, i.period_from, i.status, coalesce(s.critical_blockers, 0) as critical, ${STANDING_FILED_ON} as filed_on
     from compliance.instance i
     left join compliance.instance_state s on s.tenant_id = i.tenant_id and s.id = i.id
     where i.tenant_id = $1 and i.subject_id = $2 and i.master_code = any($3::text[]) and i.status <> 'withdrawn'`,
    [tenant, subjectId, codes],
  );
  return rows.map((row) => ({
    id: row.id,
    master: row.master_code,
    period: periodOf(row),
    state: stateOf(row),
    filedOn: row.filed_on,
  }));
};

/** Masters among these of which nobody can say whether the subject owes anything, and what would tell. */
export const openQuestionsOf = async (
  q: Queries,
  tenant: string,
  subjectId: string,
  master: Master,
): Promise<readonly OpenQuestion[]> => {
  const codes = master.dependencies.map((dependency) => dependency.master);
  if (codes.length === 0) return [];
  const rows = await q.rows<{ master: string; period: string; missing: string[] }>(
    `select master_code as master, period, missing from compliance.undetermined
     where tenant_id = $1 and subject_id = $2 and master_code = any($3::text[])`,
    [tenant, subjectId, codes],
  );
  return rows.map(({ period, ...row }) => ({
    ...row,
    since: period.startsWith('event:') ? null : parsePeriod(period).from,
  }));
};

const stateOf = (row: { readonly status: InstanceStatus; readonly critical: number }): Sibling['state'] =>
  !isSettled({ status: row.status, criticalBlockers: row.critical })
    ? 'open'
    : isReleased(row.status)
      ? 'released'
      : 'done';

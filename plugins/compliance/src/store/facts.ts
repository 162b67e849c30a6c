import { acrossDimensions, reachSql, type Context, type Queries } from '@compliance-os/core';
import type { FactItem } from '../api/registrations.ts';

const COLUMNS = `
  f.id, f.subject_type as "subjectType", f.subject_id as "subjectId", f.field, f.value, f.valid_from as "from",
  f.valid_to as "to", f.source`;

export const listFacts = async (q: Queries, ctx: Context, subjectId: string): Promise<FactItem[]> => {
  const values: unknown[] = [ctx.tenant, subjectId];
  const reach = reachSql(
    acrossDimensions(ctx.access.reach('compliance.registration.read')),
    { entity: 'f.entity_id' },
    values,
  );
  return q.rows<FactItem>(
    `select ${COLUMNS} from compliance.fact f where f.tenant_id = $1 and f.subject_id = $2 and ${reach}
     order by f.field, f.valid_from`,
    values,
  );
};

export const findFact = async (
  q: Queries,
  ctx: Context,
  permission: string,
  id: string,
): Promise<FactItem | undefined> => {
  const values: unknown[] = [ctx.tenant, id];
  const reach = reachSql(acrossDimensions(ctx.access.reach(permission)), { entity: 'f.entity_id' }, values);
  return q.first<FactItem>(
    `select ${COLUMNS} from compliance.fact f where f.tenant_id = $1 and f.id = $2 and ${reach}`,
    values,
  );
};

/** Ends a fact, or takes the end away. */
export const updateFactEnd = async (
  q: Queries,
  tenant: string,
  id: string,
  to: string | null,
): Promise<void> => {
  await q.run('update compliance.fact set valid_to = $3 where tenant_id = $1 and id = $2', [tenant, id, to]);
};

export const deleteFact = async (q: Queries, tenant: string, id: string): Promise<void> => {
  await q.run('delete from compliance.fact where tenant_id = $1 and id = $2', [tenant, id]);
};

/**
 * What is recorded for a field and open on a day ends the day before, so that a newer statement can follow it.
 * A statement of the same day gives way altogether.
 */
export const endOpenFacts = async (
  q: Queries,
  tenant: string,
  rows: readonly { readonly subjectId: string; readonly field: string; readonly from: string }[],
): Promise<void> => {
  const values = [
    tenant,
    rows.map(({ subjectId }) => subjectId),
    rows.map(({ field }) => field),
    rows.map(({ from }) => from),
  ];
  const given = `unnest($2::uuid[], $3::text[], $4::date[]) g (subject_id, field, valid_from)`;
  await q.run(
    `delete from compliance.fact f using ${given}
     where f.tenant_id = $1 and f.subject_id = g.subject_id and f.field = g.field and f.valid_from = g.valid_from`,
    values,
  );
  await q.run(
    `update compliance.fact f set valid_to = g.valid_from - 1 from ${given}
     where f.tenant_id = $1 and f.subject_id = g.subject_id and f.field = g.field
       and f.valid_from < g.valid_from and (f.valid_to is null or f.valid_to >= g.valid_from)`,
    values,
  );
};

export interface FactNow {
  readonly subject_id: string;
  readonly field: string;
  readonly value: unknown;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

export const factsOfSubjects = async (
  q: Queries,
  tenant: string,
  subjectIds: readonly string[],
): Promise<readonly FactNow[]> =>
  q.rows<FactNow>(
    `select subject_id, field, value, valid_from, valid_to from compliance.fact
     where tenant_id = $1 and subject_id = any($2::uuid[]) order by valid_from`,
    [tenant, subjectIds],
  );

import {
  acrossDimensions,
  newId,
  reachSql,
  Refusal,
  type Context,
  type Db,
  type Page,
  type Queries,
} from '@compliance-os/core';
import type { RegistrationItem, RegistrationQuery } from '../api/registrations.ts';
import type { FactValue } from '../domain/index.ts';
import { likePattern, readPage } from './page.ts';

interface RegistrationRow extends Omit<RegistrationItem, 'typeLabel'> {}

const COLUMNS = `
  r.id, r.entity_id as "entityId", e.name as "entityName", r.type, r.number, r.state_code as "stateCode",
  r.valid_from as "from", r.valid_to as "to",
  case when r.valid_from > $2::date then 'upcoming' when r.valid_to < $2::date then 'ended' else 'active' end as status,
  coalesce((select jsonb_agg(jsonb_build_object('field', f.field, 'value', f.value, 'from', f.valid_from, 'to', f.valid_to,
                                                'source', f.source) order by f.field, f.valid_from)
            from compliance.fact f where f.tenant_id = r.tenant_id and f.subject_id = r.id), '[]') as facts`;
const FROM = `compliance.registration r join core.entity e on e.tenant_id = r.tenant_id and e.id = r.entity_id`;

const reachable = (ctx: Context, permission: string, values: unknown[]): string =>
  reachSql(acrossDimensions(ctx.access.reach(permission)), { entity: 'r.entity_id' }, values);

export const listRegistrations = async (
  q: Queries,
  ctx: Context,
  query: RegistrationQuery,
): Promise<Page<RegistrationRow>> => {
  const values: unknown[] = [ctx.tenant, ctx.today];
  const where = [
    'r.tenant_id = $1',
    '$2::date is not null',
    reachable(ctx, 'compliance.registration.read', values),
  ];
  const oneOf = (column: string, type: string, wanted: readonly string[] | undefined): void => {
    if (wanted) where.push(`${column} = any($${values.push(wanted)}::${type}[])`);
  };
  oneOf('r.id', 'uuid', query.id);
  oneOf('r.entity_id', 'uuid', query.entityId);
  oneOf('r.type', 'text', query.type);
  if (query.q) {
    const pattern = `$${values.push(likePattern(query.q))}`;
    where.push(`(r.number ilike ${pattern} or e.name ilike ${pattern})`);
  }
  return readPage<RegistrationRow, RegistrationRow>(
    q,
    query,
    {
      select: COLUMNS,
      from: FROM,
      where: where.join(' and '),
      values,
      sorts: {
        number: { by: 'r.number', type: 'text' },
        type: { by: 'r.type', type: 'text' },
        entityName: { by: 'e.name', type: 'text' },
      },
      key: { by: 'r.id', type: 'uuid' },
    },
    (row) => row,
  );
};

/** Every registration of a type, with what is stated about it. */
export const registrationsOfType = async (
  q: Queries,
  ctx: Context,
  type: string,
): Promise<readonly RegistrationRow[]> => {
  const values: unknown[] = [ctx.tenant, ctx.today, type];
  const reach = reachable(ctx, 'compliance.registration.read', values);
  return q.rows<RegistrationRow>(
    `select ${COLUMNS} from ${FROM} where r.tenant_id = $1 and r.type = $3 and ${reach} order by r.number, r.id`,
    values,
  );
};

export const findRegistration = async (
  q: Queries,
  ctx: Context,
  permission: string,
  id: string,
): Promise<RegistrationRow | undefined> => {
  const values: unknown[] = [ctx.tenant, ctx.today, id];
  const reach = reachable(ctx, permission, values);
  return q.first<RegistrationRow>(
    `select ${COLUMNS} from ${FROM} where r.tenant_id = $1 and r.id = $3 and ${reach}`,
    values,
  );
};

export interface NewRegistrationRow {
  readonly entityId: string;
  readonly type: string;
  readonly number: string;
  readonly stateCode: string | null;
  readonly from: string;
  readonly to: string | null;
}

/** @throws Refusal `NUMBER_TAKEN` */
export const insertRegistration = async (
  q: Queries,
  tenant: string,
  row: NewRegistrationRow,
): Promise<string> => {
  const id = newId();
  const written = await q.run(
    `insert into compliance.registration (tenant_id, id, entity_id, type, number, state_code, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, type, number) do nothing`,
    [tenant, id, row.entityId, row.type, row.number, row.stateCode, row.from, row.to],
  );
  if (written === 0) {
    throw new Refusal('NUMBER_TAKEN', `${row.number} is on record already.`, [
      { path: 'number', message: 'on record already', received: row.number },
    ]);
  }
  return id;
};

export const updateRegistrationDates = async (
  q: Queries,
  tenant: string,
  id: string,
  from: string,
  to: string | null,
): Promise<void> => {
  await q.run(
    `update compliance.registration set valid_from = $3, valid_to = $4 where tenant_id = $1 and id = $2`,
    [tenant, id, from, to],
  );
};

/** @returns false where obligations hang on it: it stays, and is ended instead */
export const deleteRegistration = async (q: Queries, tenant: string, id: string): Promise<boolean> => {
  const used = await q.first(
    'select id from compliance.instance where tenant_id = $1 and subject_id = $2 limit 1',
    [tenant, id],
  );
  if (used) return false;
  for (const table of ['fact', 'occurrence', 'onboarding', 'undetermined'])
    await q.run(`delete from compliance.${table} where tenant_id = $1 and subject_id = $2`, [tenant, id]);
  await q.run('delete from compliance.registration where tenant_id = $1 and id = $2', [tenant, id]);
  return true;
};

export interface RegistrationNumber {
  readonly id: string;
  readonly entityId: string;
  readonly type: string;
  readonly number: string;
  readonly stateCode: string | null;
  readonly from: string;
  readonly to: string | null;
}

/** Every registration of the tenant, to be compared with a file. */
export const allRegistrations = async (q: Queries, tenant: string): Promise<readonly RegistrationNumber[]> =>
  q.rows<RegistrationNumber>(
    `select id, entity_id as "entityId", type, number, state_code as "stateCode", valid_from as "from",
       valid_to as "to"
     from compliance.registration where tenant_id = $1`,
    [tenant],
  );

export interface FactInput {
  readonly entityId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly field: string;
  /** null: recorded as unknown */
  readonly value: FactValue | null;
  readonly from: string;
  readonly to: string | null;
  readonly source: string;
}

/** @throws the database's error where two facts say something about one day; see `withoutOverlap` */
export const insertFacts = async (
  q: Queries,
  tenant: string,
  facts: readonly FactInput[],
): Promise<readonly string[]> => {
  if (facts.length === 0) return [];
  const ids = facts.map(() => newId());
  await q.run(
    `insert into compliance.fact (tenant_id, id, entity_id, subject_type, subject_id, field, value, valid_from, valid_to, source)
     select $1, f.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::jsonb[], $8::date[], $9::date[], $10::text[]) f`,
    [
      tenant,
      ids,
      facts.map(({ entityId }) => entityId),
      facts.map(({ subjectType }) => subjectType),
      facts.map(({ subjectId }) => subjectId),
      facts.map(({ field }) => field),
      facts.map(({ value }) => (value === null ? null : JSON.stringify(value))),
      facts.map(({ from }) => from),
      facts.map(({ to }) => to),
      facts.map(({ source }) => source),
    ],
  );
  return ids;
};

/** Runs a write that the database may refuse for saying two things about one day. @throws Refusal `OVERLAPPING_FACTS` */
export const withoutOverlap = async <T>(db: Db, ctx: Context, work: () => Promise<T>): Promise<T> => {
  try {
    return await db.attempt(ctx, work);
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'fact_says_one_thing_a_day') {
      throw new Refusal(
        'OVERLAPPING_FACTS',
        'Another statement covers some of these days: end it first, or choose other days.',
        [{ path: 'from', message: 'overlaps another statement about the same field' }],
        { cause: error },
      );
    }
    throw error;
  }
};

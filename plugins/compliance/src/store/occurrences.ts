import { newId, reachSql, Refusal, type Context, type Page, type Queries } from '@compliance-os/core';
import type { z } from 'zod';
import type { OccurrenceItem, OccurrenceQuery } from '../api/occurrences.ts';
import type { FactValue } from '../domain/index.ts';
import { readPage } from './page.ts';

type Known = readonly { readonly field: string; readonly value: FactValue | null }[];

const COLUMNS = `
  o.id, o.entity_id as "entityId", o.subject_type as "subjectType", o.subject_id as "subjectId",
  coalesce(r.number, p.name, n.name, e.name) as "subjectLabel", o.name, o.happened_on as date, o.period,
  nullif(o.reference, '') as reference, o.source,
  coalesce((select jsonb_agg(jsonb_build_object('field', f->'field', 'value', f->'value')) from jsonb_array_elements(o.facts) f), '[]') as facts,
  (select count(*)::int from compliance.instance i
   where i.tenant_id = o.tenant_id and i.subject_id = o.subject_id and i.period = 'event:' || o.id) as obligations`;
const FROM = `
  compliance.occurrence o
  join core.entity e on e.tenant_id = o.tenant_id and e.id = o.entity_id
  left join compliance.registration r on r.tenant_id = o.tenant_id and r.id = o.subject_id
  left join compliance.place p on p.tenant_id = o.tenant_id and p.id = o.subject_id
  left join compliance.person n on n.tenant_id = o.tenant_id and n.id = o.subject_id`;

const reachOf = (ctx: Context, permission: string, values: unknown[]): string =>
  reachSql(ctx.access.reach(permission), { entity: 'o.entity_id' }, values);

export const listOccurrences = async (
  q: Queries,
  ctx: Context,
  query: z.output<typeof OccurrenceQuery>,
): Promise<Page<OccurrenceItem>> => {
  const values: unknown[] = [ctx.tenant];
  const where = ['o.tenant_id = $1', reachOf(ctx, 'compliance.registration.read', values)];
  const oneOf = (column: string, type: string, wanted: readonly string[] | undefined): void => {
    if (wanted) where.push(`${column} = any($${values.push(wanted)}::${type}[])`);
  };
  oneOf('o.entity_id', 'uuid', query.entityId);
  oneOf('o.subject_id', 'uuid', query.subjectId);
  oneOf('o.name', 'text', query.name);
  return readPage<OccurrenceItem, OccurrenceItem>(
    q,
    query,
    {
      select: COLUMNS,
      from: FROM,
      where: where.join(' and '),
      values,
      sorts: { date: { by: 'o.happened_on', type: 'date' }, name: { by: 'o.name', type: 'text' } },
      key: { by: 'o.id', type: 'uuid' },
    },
    (row) => row,
  );
};

export const findOccurrence = async (
  q: Queries,
  ctx: Context,
  permission: string,
  id: string,
): Promise<OccurrenceItem | undefined> => {
  const values: unknown[] = [ctx.tenant, id];
  const reach = reachOf(ctx, permission, values);
  return q.first<OccurrenceItem>(
    `select ${COLUMNS} from ${FROM} where o.tenant_id = $1 and o.id = $2 and ${reach}`,
    values,
  );
};

export interface OccurrenceInput {
  readonly entityId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly name: string;
  readonly date: string;
  readonly period: string | null;
  readonly reference: string | null;
  readonly source: string;
  readonly facts: Known;
}

/** What is known of an event is known from its day on, and from where the event is known. */
const storedFacts = ({ facts, date, source }: Pick<OccurrenceInput, 'facts' | 'date' | 'source'>): string =>
  JSON.stringify(facts.map(({ field, value }) => ({ field, value, from: date, to: null, source })));

/** @throws Refusal `EVENT_RECORDED` where one of them is on record already */
export const insertOccurrences = async (
  q: Queries,
  tenant: string,
  rows: readonly OccurrenceInput[],
): Promise<readonly string[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map(() => newId());
  const written = await q.run(
    `insert into compliance.occurrence
       (tenant_id, id, entity_id, subject_type, subject_id, name, happened_on, period, reference, source, facts)
     select $1, o.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::date[], $8::text[],
       $9::text[], $10::text[], $11::jsonb[]) o
     on conflict on constraint occurrence_is_recorded_once do nothing`,
    [
      tenant,
      ids,
      rows.map(({ entityId }) => entityId),
      rows.map(({ subjectType }) => subjectType),
      rows.map(({ subjectId }) => subjectId),
      rows.map(({ name }) => name),
      rows.map(({ date }) => date),
      rows.map(({ period }) => period),
      rows.map(({ reference }) => reference ?? ''),
      rows.map(({ source }) => source),
      rows.map(storedFacts),
    ],
  );
  if (written !== rows.length) throw recordedAlready(rows[0]!);
  return ids;
};

export const recordedAlready = ({ name, date }: Pick<OccurrenceInput, 'name' | 'date'>): Refusal =>
  new Refusal(
    'EVENT_RECORDED',
    `${name} of ${date} is on record already: give the reference that tells them apart.`,
    [
      {
        path: 'reference',
        message: 'on record already',
        expected: 'another day, or a reference of its own',
        received: date,
      },
    ],
  );

/** @returns false where another event of the subject has its name, day and reference */
export const updateOccurrence = async (
  q: Queries,
  tenant: string,
  id: string,
  row: Pick<OccurrenceInput, 'date' | 'period' | 'reference' | 'source' | 'facts'>,
): Promise<boolean> =>
  (await q.run(
    `update compliance.occurrence o set happened_on = $3, period = $4, reference = $5, source = $6, facts = $7
     where o.tenant_id = $1 and o.id = $2 and not exists (
       select 1 from compliance.occurrence x
       where x.tenant_id = o.tenant_id and x.subject_id = o.subject_id and x.name = o.name and x.id <> o.id
         and x.happened_on = $3 and x.reference = $5)`,
    [tenant, id, row.date, row.period, row.reference ?? '', row.source, storedFacts(row)],
  )) === 1;

export const deleteOccurrence = async (q: Queries, tenant: string, id: string): Promise<void> => {
  await q.run('delete from compliance.occurrence where tenant_id = $1 and id = $2', [tenant, id]);
};

/** Obligations made of an event that are neither waived, closed as not used nor owed no more, by form. */
export const standingObligations = async (
  q: Queries,
  tenant: string,
  { id, subjectId }: Pick<OccurrenceItem, 'id' | 'subjectId'>,
): Promise<readonly string[]> =>
  (
    await q.rows<{ form: string }>(
      `select form from compliance.instance
       where tenant_id = $1 and subject_id = $2 and period = 'event:' || $3::text and status not in ('waived', 'not-used', 'withdrawn')
       order by form`,
      [tenant, subjectId, id],
    )
  ).map(({ form }) => form);

export interface OccurrenceNow {
  readonly subject_id: string;
  readonly name: string;
  readonly date: string;
  readonly reference: string;
}

/** The events on record of many subjects, to be compared with a file. */
export const occurrencesOf = async (
  q: Queries,
  tenant: string,
  subjectIds: readonly string[],
): Promise<readonly OccurrenceNow[]> =>
  q.rows<OccurrenceNow>(
    `select subject_id, name, happened_on as date, reference from compliance.occurrence
     where tenant_id = $1 and subject_id = any($2::uuid[])`,
    [tenant, subjectIds],
  );

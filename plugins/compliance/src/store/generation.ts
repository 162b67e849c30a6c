/** The writing side of generation: thousands of rows a statement, and nothing that is there already. */
import { newId, type Queries } from '@compliance-os/core';
import type { SubjectRow } from './subjects.ts';
import type { StoredExplanation } from './stored-explanation.ts';

/** Keys (`master|subject|period`) of the instances that the subjects have. */
export const existingKeys = async (
  q: Queries,
  tenant: string,
  subjectIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await q.rows<{ key: string }>(
    `select master_code || '|' || subject_id || '|' || period as key
     from compliance.instance where tenant_id = $1 and subject_id = any($2::uuid[])`,
    [tenant, subjectIds],
  );
  return new Set(rows.map(({ key }) => key));
};

/** @returns id of each stored answer by its hash */
export const storeExplanations = async (
  q: Queries,
  tenant: string,
  explanations: readonly StoredExplanation[],
): Promise<ReadonlyMap<string, string>> => {
  const distinct = [...new Map(explanations.map((one) => [one.hash, one])).values()];
  if (distinct.length === 0) return new Map();
  const hashes = distinct.map(({ hash }) => hash);
  const find = `select id, hash from compliance.explanation where tenant_id = $1 and hash = any($2::text[])`;
  let found = await q.rows<{ id: string; hash: string }>(find, [tenant, hashes]);
  if (found.length < distinct.length) {
    const known = new Set(found.map(({ hash }) => hash));
    const missing = distinct.filter(({ hash }) => !known.has(hash));
    await q.run(
      `insert into compliance.explanation (tenant_id, id, hash, summary, tree)
       select $1, e.* from unnest($2::uuid[], $3::text[], $4::text[], $5::jsonb[]) e
       on conflict (tenant_id, hash) do nothing`,
      [
        tenant,
        missing.map(() => newId()),
        missing.map(({ hash }) => hash),
        missing.map(({ summary }) => summary),
        missing.map(({ tree }) => JSON.stringify(tree)),
      ],
    );
    found = await q.rows<{ id: string; hash: string }>(find, [tenant, hashes]);
  }
  return new Map(found.map(({ hash, id }) => [hash, id]));
};

export interface NewInstance {
  readonly id: string;
  readonly versionId: string;
  readonly subjectId: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly partFrom: string | null;
  readonly partTo: string | null;
  readonly statutory: string | null;
  readonly provisional: boolean;
  readonly extended: string | null;
  readonly feeFreeUntil: string | null;
  readonly internalTarget: string | null;
  readonly explanationId: string;
  readonly beforeOnboarding: boolean;
}

const ROWS_PER_STATEMENT = 5_000;

/**
 * Inserts the instances that are not there yet. What another run inserts at the same moment is left to it: the
 * unique key decides, not this statement's reading.
 * @returns ids of those inserted here
 */
export const insertInstances = async (
  q: Queries,
  tenant: string,
  subjects: readonly SubjectRow[],
  rows: readonly NewInstance[],
): Promise<ReadonlySet<string>> => {
  const inserted = new Set<string>();
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const part = rows.slice(at, at + ROWS_PER_STATEMENT);
    const column = <K extends keyof NewInstance>(key: K): NewInstance[K][] => part.map((row) => row[key]);
    const written = await q.rows<{ id: string }>(
      `insert into compliance.instance (tenant_id, id, master_version_id, master_code, form, name, family,
         entity_id, subject_type, subject_id, subject_label, period, period_label, period_from, period_to,
         part_from, part_to, statutory_date, provisional, extended_date, fee_free_until, internal_target,
         explanation_id, status, before_onboarding)
       select $1, n.id, v.id, v.code, v.content->>'form', v.content->>'name', v.family,
         s.entity_id, s.type, s.id, s.label, n.period, n.label, n.period_from, n.period_to,
         n.part_from, n.part_to, n.statutory, n.provisional, n.extended, n.fee_free, n.target, n.explanation,
         case when n.before then 'filed' else 'not-started' end, n.before
       from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::date[], $8::date[], $9::date[],
                   $10::date[], $11::date[], $12::boolean[], $13::date[], $14::date[], $15::date[], $16::uuid[], $17::boolean[])
         n (id, version, subject, period, label, period_from, period_to, part_from, part_to, statutory, provisional,
            extended, fee_free, target, explanation, before)
       join compliance.master_version v on v.tenant_id = $1 and v.id = n.version
       join unnest($18::uuid[], $19::text[], $20::uuid[], $21::text[]) s (id, type, entity_id, label) on s.id = n.subject
       where not exists (select 1 from compliance.instance i where i.tenant_id = $1 and i.master_code = v.code
                           and i.subject_id = n.subject and i.period = n.period)
       on conflict (tenant_id, master_code, subject_id, period) do nothing
       returning id`,
      [
        tenant,
        column('id'),
        column('versionId'),
        column('subjectId'),
        column('period'),
        column('periodLabel'),
        column('periodFrom'),
        column('periodTo'),
        column('partFrom'),
        column('partTo'),
        column('statutory'),
        column('provisional'),
        column('extended'),
        column('feeFreeUntil'),
        column('internalTarget'),
        column('explanationId'),
        column('beforeOnboarding'),
        subjects.map(({ id }) => id),
        subjects.map(({ type }) => type),
        subjects.map(({ entityId }) => entityId),
        subjects.map(({ label }) => label),
      ],
    );
    for (const { id } of written) inserted.add(id);
  }
  return inserted;
};

export interface OpenQuestion {
  readonly entityId: string;
  readonly family: string;
  readonly masterCode: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly period: string;
  readonly missing: readonly string[];
  readonly summary: string;
}

/** Replaces the open questions of the subjects by those of this run. */
export const replaceQuestions = async (
  q: Queries,
  tenant: string,
  subjectIds: readonly string[],
  questions: readonly OpenQuestion[],
): Promise<void> => {
  await q.run(`delete from compliance.undetermined where tenant_id = $1 and subject_id = any($2::uuid[])`, [
    tenant,
    subjectIds,
  ]);
  if (questions.length === 0) return;
  await q.run(
    `insert into compliance.undetermined (tenant_id, id, entity_id, family, master_code, subject_type, subject_id, period, missing, summary)
     select $1, u.id, u.entity_id, u.family, u.code, u.type, u.subject, u.period,
            array(select jsonb_array_elements_text(u.missing)), u.summary
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::jsonb[], $10::text[])
       u (id, entity_id, family, code, type, subject, period, missing, summary)
     on conflict (tenant_id, master_code, subject_id) do nothing`,
    [
      tenant,
      questions.map(() => newId()),
      questions.map(({ entityId }) => entityId),
      questions.map(({ family }) => family),
      questions.map(({ masterCode }) => masterCode),
      questions.map(({ subjectType }) => subjectType),
      questions.map(({ subjectId }) => subjectId),
      questions.map(({ period }) => period),
      questions.map(({ missing }) => JSON.stringify(missing)),
      questions.map(({ summary }) => summary),
    ],
  );
};

/**
 * A hash of everything that generation reads of the tenant besides masters. Its cost grows with subjects and facts,
 * not with instances.
 */
export const knowledgeFingerprint = async (q: Queries, tenant: string): Promise<string> => {
  const row = await q.first<{ hash: string }>(
    `select md5(string_agg(part, '|' order by part)) as hash from (
       select 'e' || id || kind || coalesce(state, '') || status as part from core.entity where tenant_id = $1
       union all
       select 'r' || id || type || number || valid_from || coalesce(valid_to::text, '') from compliance.registration where tenant_id = $1
       union all
       select 'p' || id || valid_from || coalesce(valid_to::text, '') from compliance.place where tenant_id = $1
       union all
       select 'n' || id || valid_from || coalesce(valid_to::text, '') from compliance.person where tenant_id = $1
       union all
       select 'f' || id || coalesce(value::text, '') || valid_from || coalesce(valid_to::text, '') from compliance.fact where tenant_id = $1
       union all
       select 'o' || id || happened_on || coalesce(period, '') || facts from compliance.occurrence where tenant_id = $1
       union all
       select 'b' || subject_id || onboarded_on from compliance.onboarding where tenant_id = $1
       union all
       select 'x' || id || status from compliance.extension where tenant_id = $1
     ) parts`,
    [tenant],
  );
  return row?.hash ?? '';
};

export const readMark = async (q: Queries, tenant: string, scope: string): Promise<string | undefined> =>
  (
    await q.first<{ fingerprint: string }>(
      'select fingerprint from compliance.generation_mark where tenant_id = $1 and scope = $2',
      [tenant, scope],
    )
  )?.fingerprint;

export const writeMark = async (
  q: Queries,
  tenant: string,
  scope: string,
  fingerprint: string,
): Promise<void> => {
  await q.run(
    `insert into compliance.generation_mark (tenant_id, id, scope, fingerprint) values ($1, $2, $3, $4)
     on conflict (tenant_id, scope) do update set fingerprint = excluded.fingerprint, ran_at = clock_timestamp()`,
    [tenant, newId(), scope, fingerprint],
  );
};

/** The writing side of generation: thousands of rows a statement, and nothing that is there already. */
import { newId, type Queries } from '@compliance-os/core';
import { colourMade } from './states.ts';
import type { SubjectRow } from './subjects.ts';
import type { StoredExplanation } from './stored-explanation.ts';

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

/** What the instances of subjects that are alike share. */
export interface InstanceTemplate {
  readonly versionId: string;
  readonly masterCode: string;
  readonly form: string;
  readonly name: string;
  readonly family: string;
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

export interface NewInstance {
  readonly id: string;
  readonly subjectId: string;
  /** place among the templates */
  readonly template: number;
}

const ROWS_PER_STATEMENT = 5_000;

/**
 * Inserts instances with their colours. What is there already, or another run inserts at the same moment, is left as it is: the unique
 * key decides, not anybody's reading.
 * @returns ids of those inserted here
 */
export const insertInstances = async (
  q: Queries,
  tenant: string,
  subjects: readonly SubjectRow[],
  templates: readonly InstanceTemplate[],
  rows: readonly NewInstance[],
  today: string,
): Promise<ReadonlySet<string>> => {
  const inserted = new Set<string>();
  const column = <K extends keyof InstanceTemplate>(key: K): InstanceTemplate[K][] =>
    templates.map((template) => template[key]);
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const part = rows.slice(at, at + ROWS_PER_STATEMENT);
    const written = await q.rows<{ id: string }>(
      `with made as (
       insert into compliance.instance (tenant_id, id, master_version_id, master_code, form, name, family,
         entity_id, subject_type, subject_id, subject_label, period, period_label, period_from, period_to,
         part_from, part_to, statutory_date, provisional, extended_date, fee_free_until, internal_target,
         explanation_id, status, before_onboarding)
       select $1, n.id, t.version, t.code, t.form, t.name, t.family,
         s.entity_id, s.type, s.id, s.label, t.period, t.label, t.period_from, t.period_to,
         t.part_from, t.part_to, t.statutory, t.provisional, t.extended, t.fee_free, t.target, t.explanation,
         case when t.before then 'filed' else 'not-started' end, t.before
       from unnest($2::uuid[], $3::uuid[], $4::int[]) n (id, subject, template)
       join unnest($5::uuid[], $6::text[], $7::text[], $8::date[], $9::date[], $10::date[], $11::date[], $12::date[],
                   $13::boolean[], $14::date[], $15::date[], $16::date[], $17::uuid[], $18::boolean[], $24::text[], $25::text[], $26::text[], $27::text[]) with ordinality
         t (version, period, label, period_from, period_to, part_from, part_to, statutory, provisional,
            extended, fee_free, target, explanation, before, code, form, name, family, place) on t.place = n.template + 1
       join unnest($19::uuid[], $20::text[], $21::uuid[], $22::text[]) s (id, type, entity_id, label) on s.id = n.subject
       on conflict (tenant_id, master_code, subject_id, period) do nothing
       returning id, entity_id, family, status, due_date, filed_on
     ), coloured as (${colourMade('$23')})
     select id from made`,
      [
        tenant,
        part.map(({ id }) => id),
        part.map(({ subjectId }) => subjectId),
        part.map(({ template }) => template),
        column('versionId'),
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
        today,
        column('masterCode'),
        column('form'),
        column('name'),
        column('family'),
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
 * @param filings masters whose filing is an event
 */
export const knowledgeFingerprint = async (
  q: Queries,
  tenant: string,
  filings: readonly string[],
): Promise<string> => {
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
       union all
       select 'd' || subject_id || master_code || period || filed_on from compliance.instance
       where tenant_id = $1 and filed_on is not null and master_code = any($2::text[])
     ) parts`,
    [tenant, filings],
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

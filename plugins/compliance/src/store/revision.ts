/** The writing side of revision: instances follow what is known now, each with a line in the history of its dates. */
import { newId, type Queries } from '@compliance-os/core';
import type { DueDates } from '../domain/index.ts';
import type { InstanceTemplate } from './generation.ts';

/** An instance as it was read: another write in between, and it is left alone. */
interface Seen {
  readonly id: string;
  readonly revision: number;
}

export interface Withdrawal extends Seen {
  readonly reason: string;
}

export interface Rewrite extends Seen {
  readonly template: InstanceTemplate;
}

const ROWS_PER_STATEMENT = 5_000;

/** Locks, in one order for all, those that are still as they were seen. */
const lockSeen = (ids: string, revisions: string): string => `
  seen as (
    select i.id from compliance.instance i
    join unnest(${ids}::uuid[], ${revisions}::int[]) r (id, revision) on r.id = i.id and r.revision = i.revision
    where i.tenant_id = $1 order by i.id for update of i
  )`;

const inParts = async <T>(
  rows: readonly T[],
  write: (part: readonly T[]) => Promise<readonly { readonly id: string }[]>,
): Promise<ReadonlySet<string>> => {
  const written = new Set<string>();
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT)
    for (const { id } of await write(rows.slice(at, at + ROWS_PER_STATEMENT))) written.add(id);
  return written;
};

/** @returns ids of those that were withdrawn here */
export const withdrawInstances = async (
  q: Queries,
  tenant: string,
  rows: readonly Withdrawal[],
): Promise<ReadonlySet<string>> =>
  inParts(rows, (part) =>
    q.rows(
      `with ${lockSeen('$2', '$3')}
       update compliance.instance i set status = 'withdrawn', before_onboarding = false, withdrawn_because = w.reason,
         revision = i.revision + 1, changed_at = clock_timestamp()
       from unnest($2::uuid[], $4::text[]) w (id, reason) join seen using (id)
       where i.tenant_id = $1 and i.id = w.id
       returning i.id`,
      [
        tenant,
        part.map(({ id }) => id),
        part.map(({ revision }) => revision),
        part.map(({ reason }) => reason),
      ],
    ),
  );

/** Makes instances what they should be; who has them keeps them. @returns ids of those that were rewritten here */
export const rewriteInstances = async (
  q: Queries,
  tenant: string,
  rows: readonly Rewrite[],
): Promise<ReadonlySet<string>> =>
  inParts(rows, (part) => {
    const column = <K extends keyof InstanceTemplate>(key: K): InstanceTemplate[K][] =>
      part.map(({ template }) => template[key]);
    return q.rows(
      `with ${lockSeen('$2', '$3')}
       update compliance.instance i set
         master_version_id = n.version, form = n.form, name = n.name, family = n.family, period_label = n.label,
         period_from = n.period_from, period_to = n.period_to, part_from = n.part_from, part_to = n.part_to,
         statutory_date = n.statutory, provisional = n.provisional, extended_date = n.extended, fee_free_until = n.fee_free,
         internal_target = n.target, explanation_id = n.explanation, before_onboarding = n.before,
         status = case when n.before then 'filed' else 'not-started' end, withdrawn_because = null,
         revision = i.revision + 1, changed_at = clock_timestamp()
       from unnest($2::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::date[], $10::date[], $11::date[],
                   $12::date[], $13::date[], $14::boolean[], $15::date[], $16::date[], $17::date[], $18::uuid[], $19::boolean[])
         n (id, version, form, name, family, label, period_from, period_to, part_from, part_to, statutory, provisional,
            extended, fee_free, target, explanation, before) join seen using (id)
       where i.tenant_id = $1 and i.id = n.id
       returning i.id`,
      [
        tenant,
        part.map(({ id }) => id),
        part.map(({ revision }) => revision),
        column('versionId'),
        column('form'),
        column('name'),
        column('family'),
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
      ],
    );
  });

export interface RevisionLine {
  readonly id: string;
  readonly reason: string;
  readonly dates: DueDates | null;
}

/** What happened to each, for people who look at its dates. */
export const recordRevisions = async (
  q: Queries,
  tenant: string,
  lines: readonly RevisionLine[],
): Promise<void> => {
  await q.run(
    `insert into compliance.instance_date (tenant_id, id, instance_id, action, source, statutory_date, extended_date, fee_free_until)
     select $1, d.id, d.instance, 'revised', d.source, d.statutory, d.extended, d.fee_free
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::date[], $7::date[]) d (id, instance, source, statutory, extended, fee_free)`,
    [
      tenant,
      lines.map(() => newId()),
      lines.map(({ id }) => id),
      lines.map(({ reason }) => reason),
      lines.map(({ dates }) => dates?.statutory ?? null),
      lines.map(({ dates }) => dates?.extended ?? null),
      lines.map(({ dates }) => dates?.feeFreeUntil ?? null),
    ],
  );
};

/** The instances do not stand under what moved them before; what does now is recorded after this. */
export const forgetEffects = async (q: Queries, tenant: string, ids: readonly string[]): Promise<void> => {
  await q.run(
    `delete from compliance.extension_effect f using compliance.extension x
     where f.tenant_id = $1 and f.instance_id = any($2::uuid[])
       and x.tenant_id = f.tenant_id and x.id = f.extension_id and x.status = 'applied'`,
    [tenant, ids],
  );
};

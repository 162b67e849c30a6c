import { notFound, type Context, type Contributions, type Db, type Queries } from '@compliance-os/core';
import type { z } from 'zod';
import type { ApplicabilityQuery, ApplicabilityReply } from '../api/applicability.ts';
import {
  checkCoverage,
  checkStanding,
  clip,
  evaluateApplicability,
  localDate,
  masterFor,
  periodContaining,
  planInstances,
  summary,
  withDerived,
  type Applicability,
  type EventOccurrence,
  type Fact,
  type LocalDate,
  type Master,
  type Period,
} from '../domain/index.ts';
import { coveringOf, generatedFor } from '../store/covering.ts';
import { listSubjects, withKnowledge, type KnownSubject } from '../store/subjects.ts';
import { loadCatalogue, type Catalogue } from './catalogue.ts';
import { missingOf } from './missing.ts';
import { whyTree } from './why.ts';

type Reply = z.input<typeof ApplicabilityReply>;
const READ = 'compliance.registration.read';

/** Which masters apply to an entity and what hangs on it, or to one registration, on a day; and why. */
export const applicabilityOf = async (
  { db, contributions }: { readonly db: Db; readonly contributions: Contributions },
  ctx: Context,
  query: z.output<typeof ApplicabilityQuery>,
): Promise<Reply> => {
  const q = db.read(ctx);
  const rows = await listSubjects(
    q,
    ctx.tenant,
    query.registrationId === undefined
      ? { entityIds: [query.entityId!] }
      : { subjectIds: [query.registrationId] },
  );
  const [first] = rows;
  if (!first || !ctx.access.reachesInto(READ, first.entityId)) {
    throw notFound(query.registrationId === undefined ? 'entity' : 'registration');
  }
  const catalogue = await loadCatalogue(ctx, contributions, q);
  const subjects = await withKnowledge(q, ctx.tenant, rows, catalogue.filings);
  const asOf = query.asOf ?? localDate(ctx.today);
  const visible = (family: string): boolean => ctx.access.covers(READ, first.entityId, { family });
  const masters = catalogue.masters.filter(({ family }) => visible(family));
  return {
    asOf,
    items: subjects.flatMap((subject) => [
      ...itemsOf(subject, masters, catalogue, asOf),
      ...eventItemsOf(subject, masters, catalogue, asOf),
    ]),
    gaps: await gapsOf(q, ctx, subjects, catalogue, asOf),
  };
};

const itemsOf = (
  known: KnownSubject,
  masters: readonly Master[],
  catalogue: Catalogue,
  asOf: LocalDate,
): Reply['items'] => {
  const byCode = Map.groupBy(
    masters.filter(({ subject }) => subject === known.kind),
    ({ code }) => code,
  );
  return [...byCode.values()].flatMap((versions) => {
    const { frequency, basis } = versions[0]!;
    if (isOfEvent(versions[0]!)) return [];
    const period = periodContaining(frequency, basis, asOf);
    const master = masterFor(versions, period);
    const span = clip(period, known.from, known.to);
    if (master === null || span === null) return [];
    const facts = factsFor(known, catalogue, period);
    const result = evaluateApplicability(master.applicability, facts, period, span);
    return [itemOf(known, master, period.key, result, catalogue)];
  });
};

const isOfEvent = ({ frequency }: Master): boolean => frequency === 'event' || frequency === 'one-time';

/**
 * What events have made by the day: not owed before it happens, and listed once it has, through the financial year
 * that the event or its date falls in.
 */
const eventItemsOf = (
  known: KnownSubject,
  masters: readonly Master[],
  catalogue: Catalogue,
  asOf: LocalDate,
): Reply['items'] => {
  const ofEvents = masters.filter((master) => master.subject === known.kind && isOfEvent(master));
  const plan = planInstances({
    subjects: [known.subject],
    masters: ofEvents,
    derivations: catalogue.derivations,
    eventDerivations: catalogue.events,
    window: periodContaining('annual', 'FY', asOf),
    names: catalogue.fields,
  });
  return [...plan.instances, ...plan.undetermined, ...plan.beforeOnboarding]
    .filter(({ period }) => period.from <= asOf)
    .map((candidate) =>
      itemOf(
        known,
        ofEvents.find(
          ({ code, version }) => code === candidate.master && version === candidate.masterVersion,
        )!,
        candidate.period.key,
        candidate.applicability,
        catalogue,
        missingOf(candidate, catalogue),
      ),
    );
};

const itemOf = (
  { type, id, label }: KnownSubject,
  { code, form, name, family }: Master,
  period: string,
  result: Applicability,
  { fields }: Catalogue,
  missing: readonly string[] = result.missing,
): Reply['items'][number] => ({
  master: { code, form, name, family },
  subject: { type, id, label },
  period,
  outcome: result.verdict,
  summary: summary(result, fields),
  explanation: whyTree(result.explanation, fields),
  missingFacts: missing.map((field) => ({ field, label: fields[field]?.label ?? field })),
});

/**
 * Groups that leave a subject between two masters, or under two at once: by its facts, and by what stands for it. A
 * subject that has not been generated for the day misses nothing yet.
 */
const gapsOf = async (
  q: Queries,
  ctx: Context,
  subjects: readonly KnownSubject[],
  catalogue: Catalogue,
  asOf: LocalDate,
): Promise<Reply['gaps']> => {
  const ids = subjects.map(({ id }) => id);
  const members = [...new Set(catalogue.coverage.flatMap((group) => group.members))];
  const covering = Map.groupBy(await coveringOf(q, ctx.tenant, ids, members), ({ subject }) => subject);
  const generated = await generatedFor(q, ctx.tenant, ids, asOf);
  const period = periodContaining('monthly', 'FY', asOf);
  return subjects.flatMap((known) =>
    catalogue.coverage
      .filter(({ subject }) => subject === known.kind)
      .flatMap((group) => {
        const facts = factsFor(known, catalogue, period);
        const coverage = checkCoverage(
          group,
          catalogue.masters,
          facts,
          known.subject.life,
          period,
          eventsFor(known, catalogue),
        );
        const of = (covering.get(known.id) ?? []).filter(({ master }) => group.members.includes(master));
        const subject = { type: known.type, id: known.id, label: known.label };
        const { verdict, pieces } = coverage;
        const isFine = verdict === 'outside' || verdict === 'exactly-one';
        const masters = [...new Set(pieces.flatMap((piece) => piece.masters))];
        const byFacts = isFine ? [] : [{ verdict, masters, periods: [period.key] }];
        const standing = checkStanding(coverage, of, asOf).filter(
          (gap) => gap.verdict === 'overlap' || generated.has(known.id),
        );
        return [...byFacts, ...standing].map((gap) => ({
          group: group.name,
          subject,
          verdict: gap.verdict,
          masters: [...gap.masters],
          periods: [...gap.periods],
        }));
      }),
  );
};

const eventsFor = ({ subject }: KnownSubject, { events }: Catalogue): readonly EventOccurrence[] => [
  ...subject.events,
  ...events.flatMap((derive) => derive(subject.facts, subject.life)),
];

const factsFor = ({ subject }: KnownSubject, { derivations }: Catalogue, period: Period): readonly Fact[] =>
  withDerived(subject.facts, derivations, subject.life, period);

import { notFound, type Context, type Contributions, type Db } from '@compliance-os/core';
import type { z } from 'zod';
import type { ApplicabilityQuery, ApplicabilityReply } from '../api/applicability.ts';
import {
  checkCoverage,
  clip,
  evaluateApplicability,
  localDate,
  masterFor,
  periodContaining,
  summary,
  withDerived,
  type Fact,
  type LocalDate,
  type Master,
  type Period,
} from '../domain/index.ts';
import { listSubjects, withKnowledge, type KnownSubject } from '../store/subjects.ts';
import { loadCatalogue, type Catalogue } from './catalogue.ts';
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
  const subjects = await withKnowledge(q, ctx.tenant, rows);
  const asOf = query.asOf ?? localDate(ctx.today);
  const visible = (family: string): boolean => ctx.access.covers(READ, first.entityId, { family });
  const masters = catalogue.masters.filter(({ family }) => visible(family));
  return {
    asOf,
    items: subjects.flatMap((subject) => itemsOf(subject, masters, catalogue, asOf)),
    gaps: subjects.flatMap((subject) => gapsOf(subject, catalogue, asOf)),
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
    // What an event makes is not owed before it happens; it is listed once it has.
    if (frequency === 'event' || frequency === 'one-time') return [];
    const period = periodContaining(frequency, basis, asOf);
    const master = masterFor(versions, period);
    const span = clip(period, known.from, known.to);
    if (master === null || span === null) return [];
    const facts = factsFor(known, catalogue, period);
    const result = evaluateApplicability(master.applicability, facts, period, span);
    return [
      {
        master: { code: master.code, form: master.form, name: master.name, family: master.family },
        subject: { type: known.type, id: known.id, label: known.label },
        period: period.key,
        outcome: result.verdict,
        summary: summary(result, catalogue.fields),
        explanation: whyTree(result.explanation, catalogue.fields),
        missingFacts: result.missing.map((field) => ({
          field,
          label: catalogue.fields[field]?.label ?? field,
        })),
      },
    ];
  });
};

/** Groups that leave the subject between two masters, or under two at once. */
const gapsOf = (known: KnownSubject, catalogue: Catalogue, asOf: LocalDate): Reply['gaps'] =>
  catalogue.coverage
    .filter(({ subject }) => subject === known.kind)
    .flatMap((group) => {
      const period = periodContaining('monthly', 'FY', asOf);
      const { verdict, pieces } = checkCoverage(
        group,
        catalogue.masters,
        factsFor(known, catalogue, period),
        known.subject.life,
        period,
      );
      if (verdict === 'outside' || verdict === 'exactly-one') return [];
      return [
        {
          group: group.name,
          subject: { type: known.type, id: known.id, label: known.label },
          verdict,
          masters: [...new Set(pieces.flatMap((piece) => piece.masters))],
        },
      ];
    });

const factsFor = ({ subject }: KnownSubject, { derivations }: Catalogue, period: Period): readonly Fact[] =>
  withDerived(subject.facts, derivations, subject.life, period);

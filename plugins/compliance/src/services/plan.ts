import type { Context, Evidence, Queries } from '@compliance-os/core';
import { localDate, reviseInstances, type Question, type Revision, type Span } from '../domain/index.ts';
import type { AppliedExtension } from '../store/extensions.ts';
import { standingOf, type StandingRow } from '../store/standing.ts';
import { withKnowledge, type KnownSubject, type SubjectRow } from '../store/subjects.ts';
import type { Catalogue } from './catalogue.ts';
import { missingOf } from './missing.ts';

/** Subjects that are planned together: bounds the memory of a run. */
export const SUBJECTS_PER_CHUNK = 200;

/** What a run is about: which days, by which law, and which masters' new versions it may bring to what is there. */
export interface Scope {
  readonly window: Span;
  readonly catalogue: Catalogue;
  readonly applied: readonly AppliedExtension[];
  /** codes of masters */
  readonly revise: readonly string[];
}

export interface ChunkPlan {
  readonly subjects: readonly KnownSubject[];
  /** what is to be made and what is to be changed, as far as the actor may generate it; and what only a person decides */
  readonly revisions: readonly Revision[];
  /** kept of all families, since they are stored for all who may see them */
  readonly questions: readonly Question[];
  readonly standing: ReadonlyMap<string, StandingRow>;
}

/** What generation would do to a chunk of subjects. The preview shows it, the run writes it. */
export const planChunk = async (
  q: Queries,
  evidence: Evidence,
  ctx: Context,
  rows: readonly SubjectRow[],
  { window, catalogue, applied, revise }: Scope,
): Promise<ChunkPlan> => {
  const subjects = await withKnowledge(q, ctx.tenant, rows, catalogue.filings);
  const standing = await withEvidence(
    evidence,
    ctx,
    await standingOf(
      q,
      ctx.tenant,
      rows.map(({ id }) => id),
      catalogue.masters,
    ),
  );
  const { revisions, questions } = reviseInstances({
    subjects: subjects.map(({ subject }) => subject),
    standing,
    masters: catalogue.masters,
    derivations: catalogue.derivations,
    eventDerivations: catalogue.events,
    notifications: applied.map(({ notification }) => notification),
    revise: new Set(revise),
    missingOf: (duty) => missingOf(duty, catalogue),
    window,
    today: localDate(ctx.today),
    names: catalogue.fields,
  });
  const entityOf = new Map(rows.map(({ id, entityId }) => [id, entityId]));
  const within = ({ subject, standing: one, target }: Revision): boolean =>
    ctx.access.covers('compliance.generation.run', entityOf.get(subject) ?? '', {
      family: (target?.duty.master ?? one!.made).family,
    });
  return {
    subjects,
    revisions: revisions.filter(within),
    questions,
    standing: new Map(standing.map((one) => [one.id, one])),
  };
};

/** Evidence is work, too. It is asked about where nothing else shows that somebody has begun. */
const withEvidence = async (
  evidence: Evidence,
  ctx: Context,
  standing: readonly StandingRow[],
): Promise<readonly StandingRow[]> => {
  const open = standing.filter(({ status, beforeOnboarding, workedOn }) => {
    return !workedOn && (status === 'not-started' || beforeOnboarding);
  });
  if (open.length === 0) return standing;
  const found = await evidence.among(
    ctx,
    'instance',
    open.map(({ id }) => id),
  );
  return found.size === 0
    ? standing
    : standing.map((one) => (found.has(one.id) ? { ...one, workedOn: true } : one));
};

export const chunksOf = function* <T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
};

import type { Context, Queries } from '@compliance-os/core';
import { planInstances, type Candidate, type Plan, type Span } from '../domain/index.ts';
import { existingKeys } from '../store/generation.ts';
import { withKnowledge, type KnownSubject, type SubjectRow } from '../store/subjects.ts';
import type { Catalogue } from './catalogue.ts';

/** Subjects that are planned together: bounds the memory of a run. */
export const SUBJECTS_PER_CHUNK = 200;

export interface ChunkPlan {
  readonly subjects: readonly KnownSubject[];
  readonly plan: Plan;
  /** how many instances of the subjects there were before */
  readonly existing: ReadonlySet<string>;
}

/**
 * What a chunk of subjects owes in the window and does not have yet, as far as the actor may generate it. Open
 * questions are kept of all families, since they are stored for all who may see them.
 */
export const planChunk = async (
  q: Queries,
  ctx: Context,
  rows: readonly SubjectRow[],
  catalogue: Catalogue,
  window: Span,
): Promise<ChunkPlan> => {
  const subjects = await withKnowledge(q, ctx.tenant, rows, catalogue.filings);
  const existing = await existingKeys(
    q,
    ctx.tenant,
    rows.map(({ id }) => id),
  );
  const plan = planInstances({
    subjects: subjects.map(({ subject }) => subject),
    masters: catalogue.masters,
    derivations: catalogue.derivations,
    eventDerivations: catalogue.events,
    window,
    existing,
    names: catalogue.fields,
  });
  const entityOf = new Map(rows.map(({ id, entityId }) => [id, entityId]));
  const familyOf = new Map(catalogue.masters.map(({ code, family }) => [code, family]));
  const within = (candidate: Candidate): boolean =>
    ctx.access.covers('compliance.generation.run', entityOf.get(candidate.subject) ?? '', {
      family: familyOf.get(candidate.master) ?? '',
    });
  return {
    subjects,
    existing,
    plan: {
      ...plan,
      instances: plan.instances.filter(within),
      beforeOnboarding: plan.beforeOnboarding.filter(within),
    },
  };
};

export const chunksOf = function* <T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
};

import { newId, type Context, type Queries } from '@compliance-os/core';
import type { Candidate, DueDates } from '../domain/index.ts';
import {
  effectiveDate,
  foldNotifications,
  localDate,
  periodLabel,
  previewExtension,
} from '../domain/index.ts';
import { recordEffects, type AppliedExtension, type NewEffect } from '../store/extensions.ts';
import {
  insertInstances,
  replaceQuestions,
  storeExplanations,
  type NewInstance,
  type OpenQuestion,
} from '../store/generation.ts';
import { snapshotMasters, versionKey } from '../store/masters.ts';
import { refreshStates } from '../store/states.ts';
import type { Catalogue } from './catalogue.ts';
import type { ChunkPlan } from './plan.ts';
import type { Settings } from './settings.ts';
import { targetOf } from './target.ts';
import { priceSubjects } from './refresh.ts';
import { explanationsOf } from '../store/stored-explanation.ts';

export interface Written {
  readonly created: number;
  readonly undetermined: number;
}

/** Writes what a chunk of subjects lacks. Runs inside one transaction; again, it writes nothing. */
export const writePlan = async (
  q: Queries,
  ctx: Context,
  chunk: ChunkPlan,
  catalogue: Catalogue,
  applied: readonly AppliedExtension[],
  settings: Settings,
): Promise<Written> => {
  const { plan, subjects } = chunk;
  const candidates = [...plan.instances, ...plan.beforeOnboarding];
  const ids = subjects.map(({ id }) => id);
  const created =
    candidates.length === 0
      ? 0
      : await writeInstances(q, ctx, chunk, candidates, catalogue, applied, settings);
  await replaceQuestions(q, ctx.tenant, ids, questionsOf(chunk, catalogue));
  if (created > 0) {
    await refreshStates(q, ctx.tenant, ctx.today, ids);
    await priceSubjects(q, ctx, catalogue, ids);
  }
  return { created, undetermined: plan.undetermined.length };
};

const writeInstances = async (
  q: Queries,
  ctx: Context,
  { subjects, plan }: ChunkPlan,
  candidates: readonly Candidate[],
  catalogue: Catalogue,
  applied: readonly AppliedExtension[],
  settings: Settings,
): Promise<number> => {
  const used = new Set(candidates.map((c) => versionKey(c.master, c.masterVersion)));
  const versions = await snapshotMasters(
    q,
    ctx.tenant,
    catalogue.masters.filter((master) => used.has(versionKey(master.code, master.version))),
    catalogue.origin,
  );
  const explanations = explanationsOf(candidates);
  const explanationIds = await storeExplanations(q, ctx.tenant, explanations);
  const factsOf = new Map(subjects.map(({ subject }) => [subject.id, subject.facts]));
  const before = new Set(plan.beforeOnboarding);
  const effects: NewEffect[] = [];

  const rows = candidates.map((candidate, index): NewInstance => {
    const id = newId();
    const dates = datesUnder(
      applied,
      candidate,
      id,
      factsOf.get(candidate.subject) ?? [],
      ctx.today,
      effects,
    );
    const whole = candidate.span.from === candidate.period.from && candidate.span.to === candidate.period.to;
    return {
      id,
      versionId: versions.get(versionKey(candidate.master, candidate.masterVersion))!,
      subjectId: candidate.subject,
      period: candidate.period.key,
      periodLabel: periodLabel(candidate.period),
      periodFrom: candidate.period.from,
      periodTo: candidate.period.to,
      partFrom: whole ? null : candidate.span.from,
      partTo: whole ? null : candidate.span.to,
      statutory: candidate.statutory,
      provisional: candidate.provisional,
      extended: dates?.extended ?? null,
      feeFreeUntil: dates?.feeFreeUntil ?? null,
      internalTarget: dates === null ? null : targetOf(dates, settings),
      explanationId: explanationIds.get(explanations[index]!.hash)!,
      beforeOnboarding: before.has(candidate),
    };
  });
  const inserted = await insertInstances(q, ctx.tenant, subjects, rows);
  await recordEffects(
    q,
    ctx.tenant,
    effects.filter(({ instanceId }) => inserted.has(instanceId)),
  );
  return inserted.size;
};

/** A new instance stands under the notifications that are in force already, each recorded as if it had been there. */
const datesUnder = (
  applied: readonly AppliedExtension[],
  candidate: Candidate,
  instanceId: string,
  facts: ChunkPlan['subjects'][number]['subject']['facts'],
  today: string,
  effects: NewEffect[],
): DueDates | null => {
  const { statutory } = candidate;
  if (statutory === null) return null;
  const inForce: AppliedExtension['notification'][] = [];
  for (const { id, notification } of applied) {
    const outcome = previewExtension(
      notification,
      {
        id: instanceId,
        master: candidate.master,
        period: candidate.period,
        facts,
        statutory,
        inForce,
        filedOn: null,
      },
      localDate(today),
    );
    if (outcome.kind !== 'moves') continue;
    inForce.push(notification);
    effects.push({
      extensionId: id,
      instanceId,
      source: notification.number,
      statutory,
      before: effectiveDate(outcome.before),
      after: outcome.after,
      unbreached: outcome.unbreached,
    });
  }
  return foldNotifications(statutory, inForce);
};

/** One question for each master and subject: that of the earliest period. */
const questionsOf = ({ plan, subjects }: ChunkPlan, catalogue: Catalogue): readonly OpenQuestion[] => {
  const rows = new Map(subjects.map((row) => [row.id, row]));
  const families = new Map(catalogue.masters.map(({ code, family }) => [code, family]));
  const first = new Map<string, Candidate>();
  for (const candidate of plan.undetermined) {
    const key = `${candidate.master}|${candidate.subject}`;
    const known = first.get(key);
    if (known === undefined || candidate.period.from < known.period.from) first.set(key, candidate);
  }
  return [...first.values()].flatMap((candidate) => {
    const subject = rows.get(candidate.subject);
    if (!subject) return [];
    return [
      {
        entityId: subject.entityId,
        family: families.get(candidate.master) ?? '',
        masterCode: candidate.master,
        subjectType: subject.type,
        subjectId: subject.id,
        period: candidate.period.key,
        missing: candidate.applicability.missing,
        summary: candidate.summary,
      },
    ];
  });
};

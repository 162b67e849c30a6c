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
  type InstanceTemplate,
  type OpenQuestion,
} from '../store/generation.ts';
import { snapshotMasters, versionKey } from '../store/masters.ts';
import { refreshEnded } from '../store/states.ts';
import type { Catalogue } from './catalogue.ts';
import { missingOf } from './missing.ts';
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
    await refreshEnded(q, ctx.tenant, ctx.today, ids);
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
  const masters = new Map(
    catalogue.masters.map((master) => [versionKey(master.code, master.version), master]),
  );
  const models = [...new Map(candidates.map((candidate) => [candidate.applicability, candidate])).values()];
  const explanations = explanationsOf(models);
  const explanationIds = await storeExplanations(q, ctx.tenant, explanations);
  const factsOf = new Map(subjects.map(({ subject }) => [subject.id, subject.facts]));
  const before = new Set(plan.beforeOnboarding);

  const moved = models.map((model) =>
    underNotifications(applied, model, factsOf.get(model.subject) ?? [], ctx.today),
  );
  const templates = models.map((model, place): InstanceTemplate => {
    const { dates } = moved[place]!;
    const whole = model.span.from === model.period.from && model.span.to === model.period.to;
    const key = versionKey(model.master, model.masterVersion);
    const { code, form, name, family } = masters.get(key)!;
    return {
      versionId: versions.get(key)!,
      masterCode: code,
      form,
      name,
      family,
      period: model.period.key,
      periodLabel: periodLabel(model.period),
      periodFrom: model.period.from,
      periodTo: model.period.to,
      partFrom: whole ? null : model.span.from,
      partTo: whole ? null : model.span.to,
      statutory: model.statutory,
      provisional: model.provisional,
      extended: dates?.extended ?? null,
      feeFreeUntil: dates?.feeFreeUntil ?? null,
      internalTarget: dates === null ? null : targetOf(dates, settings),
      explanationId: explanationIds.get(explanations[place]!.hash)!,
      beforeOnboarding: before.has(model),
    };
  });

  const placeOf = new Map(models.map(({ applicability }, place) => [applicability, place]));
  const rows = candidates.map(({ subject, applicability }) => ({
    id: newId(),
    subjectId: subject,
    template: placeOf.get(applicability)!,
  }));
  const inserted = await insertInstances(q, ctx.tenant, subjects, templates, rows, ctx.today);
  const effects = rows
    .filter(({ id, template }) => moved[template]!.moves.length > 0 && inserted.has(id))
    .flatMap(({ id, template }) => moved[template]!.moves.map((move) => ({ ...move, instanceId: id })));
  await recordEffects(q, ctx.tenant, effects);
  return inserted.size;
};

interface Moved {
  readonly dates: DueDates | null;
  /** one for each notification that moves it */
  readonly moves: readonly Omit<NewEffect, 'instanceId'>[];
}

/** A new instance stands under the notifications that are in force already, each recorded as if it had been there. */
const underNotifications = (
  applied: readonly AppliedExtension[],
  { master, period, statutory }: Candidate,
  facts: ChunkPlan['subjects'][number]['subject']['facts'],
  today: string,
): Moved => {
  if (statutory === null) return { dates: null, moves: [] };
  const inForce: AppliedExtension['notification'][] = [];
  const moves: Omit<NewEffect, 'instanceId'>[] = [];
  for (const { id, notification } of applied) {
    const outcome = previewExtension(
      notification,
      { id: '', master, period, facts, statutory, inForce, filedOn: null },
      localDate(today),
    );
    if (outcome.kind !== 'moves') continue;
    inForce.push(notification);
    moves.push({
      extensionId: id,
      source: notification.number,
      statutory,
      before: effectiveDate(outcome.before),
      after: outcome.after,
      unbreached: outcome.unbreached,
    });
  }
  return { dates: foldNotifications(statutory, inForce), moves };
};

/** One question for each master and subject: that of the earliest period, or of one about whose days or date something is not known. */
const questionsOf = ({ plan, subjects }: ChunkPlan, catalogue: Catalogue): readonly OpenQuestion[] => {
  const rows = new Map(subjects.map((row) => [row.id, row]));
  const families = new Map(catalogue.masters.map(({ code, family }) => [code, family]));
  const first = new Map<string, Candidate>();
  const partly = plan.instances.filter((candidate) => missingOf(candidate, catalogue).length > 0);
  for (const candidate of [...plan.undetermined, ...partly]) {
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
        missing: missingOf(candidate, catalogue),
        summary: candidate.summary,
      },
    ];
  });
};

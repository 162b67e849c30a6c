import { newId, type Context, type Queries } from '@compliance-os/core';
import type { Master, Revision, RevisionKind, Target } from '../domain/index.ts';
import { CHANGES, periodLabel, REVISION_KINDS } from '../domain/index.ts';
import { recordEffects, type NewEffect } from '../store/extensions.ts';
import {
  insertInstances,
  replaceQuestions,
  storeExplanations,
  type InstanceTemplate,
  type OpenQuestion,
} from '../store/generation.ts';
import { snapshotMasters, versionKey } from '../store/masters.ts';
import {
  forgetEffects,
  recordRevisions,
  rewriteInstances,
  withdrawInstances,
  type RevisionLine,
} from '../store/revision.ts';
import { refreshEnded, refreshStates } from '../store/states.ts';
import { explanationsOf } from '../store/stored-explanation.ts';
import { frozenIn, type Catalogue } from './catalogue.ts';
import type { ChunkPlan, Scope } from './plan.ts';
import { priceSubjects } from './refresh.ts';
import type { Settings } from './settings.ts';
import { targetOf } from './target.ts';

export type RevisionCounts = Readonly<Record<RevisionKind, number>>;

export interface Written {
  readonly created: number;
  /** instances that were there and are not what they were */
  readonly changed: readonly Revision[];
  readonly counts: RevisionCounts;
}

export const countKinds = (revisions: readonly Revision[]): RevisionCounts => {
  const counts = Object.fromEntries(REVISION_KINDS.map((kind) => [kind, 0])) as Record<RevisionKind, number>;
  for (const { kind } of revisions) counts[kind] += 1;
  return counts;
};

const isChange = ({ standing, kind }: Revision): boolean =>
  standing !== null && (CHANGES as readonly RevisionKind[]).includes(kind);

/**
 * Writes what a chunk of subjects lacks, and brings what it has up to what is known. Runs inside one transaction;
 * again, it writes nothing. Of two runs at once, each row is written by one.
 */
export const writePlan = async (
  q: Queries,
  ctx: Context,
  chunk: ChunkPlan,
  scope: Scope,
  settings: Settings,
): Promise<Written> => {
  const news = chunk.revisions.filter(({ standing }) => standing === null);
  const changes = chunk.revisions.filter(isChange);
  const templates = await templatesOf(q, ctx, chunk.standing, [...news, ...changes], scope, settings);
  const made = await writeNew(q, ctx, chunk, news, templates, scope);
  const changed = await writeChanges(q, ctx, chunk, changes, templates, scope);
  const ids = chunk.subjects.map(({ id }) => id);
  await replaceQuestions(q, ctx.tenant, ids, questionsOf(chunk));
  if (changed.length > 0) {
    const subjects = [...new Set(changed.map(({ subject }) => subject))];
    await refreshStates(q, ctx.tenant, ctx.today, frozenIn(scope.catalogue), subjects);
  }
  if (made.length > 0) await refreshEnded(q, ctx.tenant, ctx.today, ids);
  if (made.length + changed.length > 0) await priceSubjects(q, ctx, scope.catalogue, ids);
  const reported = chunk.revisions.filter((one) => one.standing !== null && !isChange(one));
  return { created: made.length, changed, counts: countKinds([...made, ...changed, ...reported]) };
};

/** What instances with one target share, written once for all of them. */
type Templates = ReadonlyMap<Target, InstanceTemplate>;

const templatesOf = async (
  q: Queries,
  ctx: Context,
  standing: ChunkPlan['standing'],
  revisions: readonly Revision[],
  { catalogue }: Scope,
  settings: Settings,
): Promise<Templates> => {
  const targets = [...new Set(revisions.flatMap(({ target }) => (target === null ? [] : [target])))];
  if (targets.length === 0) return new Map();
  const versions = await versionIds(q, ctx, targets, standing, catalogue);
  const explanations = explanationsOf(targets.map(({ duty }) => duty));
  const explanationIds = await storeExplanations(q, ctx.tenant, explanations);
  return new Map(
    targets.map((target, place) => {
      const { duty, inForce, beforeOnboarding } = target;
      const { master, period, span } = duty;
      const { dates } = inForce;
      const whole = span.from === period.from && span.to === period.to;
      const template: InstanceTemplate = {
        versionId: versions.get(master)!,
        masterCode: master.code,
        form: master.form,
        name: master.name,
        family: master.family,
        period: period.key,
        periodLabel: periodLabel(period),
        periodFrom: period.from,
        periodTo: period.to,
        partFrom: whole ? null : span.from,
        partTo: whole ? null : span.to,
        statutory: duty.statutory,
        provisional: duty.provisional,
        extended: dates?.extended ?? null,
        feeFreeUntil: dates?.feeFreeUntil ?? null,
        internalTarget: dates === null ? null : targetOf(dates, settings),
        explanationId: explanationIds.get(explanations[place]!.hash)!,
        beforeOnboarding,
      };
      return [target, template];
    }),
  );
};

/** Ids of the snapshots of masters: those that instances have already, and of the catalogue what is missing. */
const versionIds = async (
  q: Queries,
  ctx: Context,
  targets: readonly Target[],
  standing: ChunkPlan['standing'],
  { origin }: Catalogue,
): Promise<ReadonlyMap<Master, string>> => {
  const known = new Map([...standing.values()].map(({ made, versionId }) => [made, versionId]));
  const missing = [...new Set(targets.map(({ duty }) => duty.master))].filter((master) => !known.has(master));
  const added = await snapshotMasters(q, ctx.tenant, missing, origin);
  for (const master of missing) known.set(master, added.get(versionKey(master.code, master.version))!);
  return known;
};

const writeNew = async (
  q: Queries,
  ctx: Context,
  { subjects }: ChunkPlan,
  news: readonly Revision[],
  templates: Templates,
  scope: Scope,
): Promise<readonly Revision[]> => {
  if (news.length === 0) return [];
  const placeOf = new Map([...templates.keys()].map((target, place) => [target, place]));
  const rows = news.map(({ subject, target }) => ({
    id: newId(),
    subjectId: subject,
    template: placeOf.get(target!)!,
  }));
  const inserted = await insertInstances(q, ctx.tenant, subjects, [...templates.values()], rows, ctx.today);
  const effects = news.flatMap(({ target }, at) =>
    inserted.has(rows[at]!.id) ? effectsOn(rows[at]!.id, target!, scope) : [],
  );
  await recordEffects(q, ctx.tenant, effects);
  return news.filter((_one, at) => inserted.has(rows[at]!.id));
};

const writeChanges = async (
  q: Queries,
  ctx: Context,
  { standing }: ChunkPlan,
  changes: readonly Revision[],
  templates: Templates,
  scope: Scope,
): Promise<readonly Revision[]> => {
  if (changes.length === 0) return [];
  const seen = ({ standing: one }: Revision) => ({ id: one!.id, revision: standing.get(one!.id)!.revision });
  const withdrawn = await withdrawInstances(
    q,
    ctx.tenant,
    changes.filter(({ target }) => target === null).map((one) => ({ ...seen(one), reason: one.reason })),
  );
  const kept = changes.filter(({ target }) => target !== null);
  const rewritten = await rewriteInstances(
    q,
    ctx.tenant,
    kept.map((one) => ({ ...seen(one), template: templates.get(one.target!)! })),
  );
  const written = changes.filter(({ standing: one }) => withdrawn.has(one!.id) || rewritten.has(one!.id));
  if (written.length === 0) return [];
  await recordRevisions(q, ctx.tenant, written.map(lineOf));
  if (rewritten.size > 0) {
    await forgetEffects(q, ctx.tenant, [...rewritten]);
    const effects = written.flatMap(({ standing: one, target }) =>
      target === null ? [] : effectsOn(one!.id, target, scope),
    );
    await recordEffects(q, ctx.tenant, effects);
  }
  return written;
};

const WORDS: Readonly<Partial<Record<RevisionKind, string>>> = {
  withdraw: 'Not owed any more',
  restore: 'Owed again',
};

const lineOf = ({ kind, standing, target, reason }: Revision): RevisionLine => ({
  id: standing!.id,
  reason: WORDS[kind] === undefined ? reason : `${WORDS[kind]}: ${reason}`,
  dates: target === null ? standing!.dates : target.inForce.dates,
});

const effectsOn = (instanceId: string, { inForce, duty }: Target, { applied }: Scope): NewEffect[] =>
  inForce.moves.map(({ notification, ...move }) => ({
    ...move,
    instanceId,
    extensionId: applied.find((one) => one.notification === notification)!.id,
    source: notification.number,
    statutory: duty.statutory!,
  }));

/** One question for each master and subject: that of the earliest period. */
const questionsOf = ({ questions, subjects }: ChunkPlan): readonly OpenQuestion[] => {
  const rows = new Map(subjects.map((row) => [row.id, row]));
  const first = new Map<string, ChunkPlan['questions'][number]>();
  for (const question of questions) {
    const key = `${question.master.code}|${question.subject}`;
    const known = first.get(key);
    if (known === undefined || question.period.from < known.period.from) first.set(key, question);
  }
  return [...first.values()].flatMap(({ subject: id, master, period, missing, summary }) => {
    const subject = rows.get(id);
    if (!subject) return [];
    return [
      {
        entityId: subject.entityId,
        family: master.family,
        masterCode: master.code,
        subjectType: subject.type,
        subjectId: id,
        period: period.key,
        missing,
        summary,
      },
    ];
  });
};

import { invalid, notFound, Refusal, type Context, type Contributions, type Db } from '@compliance-os/core';
import type { z } from 'zod';
import type { EventNames, NewOccurrence, OccurrenceChange, OccurrenceItem } from '../api/occurrences.ts';
import { declaredEvents } from '../domain/index.ts';
import {
  deleteOccurrence,
  findOccurrence,
  insertOccurrences,
  recordedAlready,
  standingObligations,
  updateOccurrence,
} from '../store/occurrences.ts';
import { listSubjects } from '../store/subjects.ts';
import { loadCatalogue } from './catalogue.ts';
import { eventProblem } from './event-problem.ts';
import { merged } from './merged.ts';
import { findSubject } from './subjects.ts';

interface Deps {
  readonly db: Db;
  readonly contributions: Contributions;
}

const UPDATE = 'compliance.registration.update';

/** The events that the masters of this tenant know. */
export const eventNames = async (
  { db, contributions }: Deps,
  ctx: Context,
): Promise<z.input<typeof EventNames>> => {
  const { masters, derivedEvents } = await loadCatalogue(ctx, contributions, db.read(ctx));
  const forms = new Map(masters.map(({ code, form }) => [code, form]));
  const formsOf = (codes: readonly string[]): string[] => [
    ...new Set(codes.map((code) => forms.get(code) ?? code)),
  ];
  return {
    items: declaredEvents(masters).map(({ name, subjects, starts, dates }) => ({
      name,
      subjects: [...subjects],
      derived: derivedEvents.includes(name),
      starts: formsOf(starts),
      dates: formsOf(dates),
    })),
  };
};

/** @throws Refusal `NOT_FOUND`; `INVALID` for an event that no master of this subject knows; `EVENT_RECORDED` */
export const addOccurrence = async (
  { db, contributions }: Deps,
  ctx: Context,
  body: NewOccurrence,
): Promise<OccurrenceItem> =>
  db.tenant(ctx, async (tx) => {
    const subject = await findSubject(tx, ctx, UPDATE, body);
    const { masters, derivedEvents } = await loadCatalogue(ctx, contributions, tx);
    const problem =
      eventProblem(body.name, subject.kind, declaredEvents(masters), derivedEvents) ??
      dayProblem(body.date, subject.from);
    if (problem) throw invalid(problem.message, [problem]);
    const [id] = await insertOccurrences(tx, ctx.tenant, [{ ...body, entityId: subject.entityId }]);
    return (await findOccurrence(tx, ctx, UPDATE, id!))!;
  });

/** @throws Refusal `NOT_FOUND`; `IN_USE` once an obligation was made of it; `EVENT_RECORDED` */
export const changeOccurrence = async (
  { db }: Pick<Deps, 'db'>,
  ctx: Context,
  id: string,
  change: z.output<typeof OccurrenceChange>,
): Promise<OccurrenceItem> =>
  db.tenant(ctx, async (tx) => {
    const before = await findOccurrence(tx, ctx, UPDATE, id);
    if (!before) throw notFound('event');
    if (before.obligations > 0) {
      throw new Refusal(
        'IN_USE',
        'An obligation was made of this event: waive it, withdraw the event, and record it as it was.',
      );
    }
    const after = merged(before, change);
    const [subject] = await listSubjects(tx, ctx.tenant, { subjectIds: [before.subjectId] });
    const problem = dayProblem(after.date, subject?.from ?? after.date);
    if (problem) throw invalid(problem.message, [problem]);
    if (!(await updateOccurrence(tx, ctx.tenant, id, after))) throw recordedAlready(after);
    return (await findOccurrence(tx, ctx, UPDATE, id))!;
  });

/** @throws Refusal `NOT_FOUND`; `IN_USE` while an obligation that was made of it stands */
export const withdrawOccurrence = async (
  { db }: Pick<Deps, 'db'>,
  ctx: Context,
  id: string,
): Promise<void> => {
  await db.tenant(ctx, async (tx) => {
    const occurrence = await findOccurrence(tx, ctx, 'compliance.registration.delete', id);
    if (!occurrence) throw notFound('event');
    const forms = await standingObligations(tx, ctx.tenant, occurrence);
    if (forms.length > 0)
      throw new Refusal('IN_USE', `${forms.join(', ')} hangs on this event: waive it before.`);
    await deleteOccurrence(tx, ctx.tenant, id);
  });
};

const dayProblem = (date: string, from: string) =>
  date >= from
    ? undefined
    : {
        path: 'date',
        message: 'The subject did not exist on this day.',
        expected: `a day from ${from}`,
        received: date,
      };

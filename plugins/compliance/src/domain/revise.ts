/**
 * What should exist beside what exists: the only answer to "what will generation do?", and what it does.
 *
 * Facts and events change after an instance was made: a GSTIN ends, turnover crosses a limit, an awaited day becomes
 * known. An instance that nobody has worked on follows what is known now; one that somebody has worked on is reported
 * and left to a person. It is read by the version of the master that it was made from, until a revision names the
 * master: then by the one in force.
 *
 * Pure. Applied, it finds nothing to do a second time.
 */
import type { LocalDate } from './calendar.ts';
import { masterFor } from './catalogue.ts';
import type { GovernmentNotification } from './extension-schema.ts';
import type { DueDates } from './extension.ts';
import { effectiveDate } from './extension.ts';
import type { Duties, Duty, LawInput, Owing, Subject } from './generate.ts';
import { alikes, dutiesOf, fellDueElsewhere } from './generate.ts';
import type { InForce } from './in-force.ts';
import { underNotifications } from './in-force.ts';
import type { Master } from './master.ts';
import type { Period, Span } from './period.ts';
import { dateLabel } from './period-label.ts';
import type { InstanceStatus } from './status.ts';

/** An instance as it stands. */
export interface Standing {
  readonly id: string;
  readonly subject: string;
  /** the version of the master that it was made from; the same object as in the catalogue while that is unchanged */
  readonly made: Master;
  readonly period: Period;
  readonly span: Span;
  /** null while there is no date */
  readonly dates: DueDates | null;
  readonly provisional: boolean;
  readonly status: InstanceStatus;
  readonly beforeOnboarding: boolean;
  /** a step, a submission, a payment or a piece of evidence hangs on it; that it is assigned to somebody is not work */
  readonly workedOn: boolean;
}

export interface RevisionInput extends LawInput {
  readonly subjects: readonly Subject[];
  /** every instance of the subjects, within the window or not */
  readonly standing: readonly Standing[];
  /** in force for the tenant, oldest first */
  readonly notifications: readonly GovernmentNotification[];
  /** codes of the masters whose version in force reaches what was made from another one */
  readonly revise: ReadonlySet<string>;
  /** facts to ask for about a duty: those that decide whether it applies, and those that tell what its date waits for */
  readonly missingOf: (duty: Duty) => readonly string[];
  readonly today: LocalDate;
}

/** What changes an instance that is there. */
export const CHANGES = [
  /** not owed any more */
  'withdraw',
  /** owed again, as the row that it was */
  'restore',
  /** by the version of the master in force */
  'reversion',
  /** fell due before the subject was taken on: filed, unverified */
  'before-onboarding',
  'redate',
  /** other days of its period */
  'respan',
] as const;
export type Change = (typeof CHANGES)[number];

/**
 * `touched`: differs, and somebody has worked on it. `outdated`: made from a version of its master that is not in
 * force any more, and would differ by the one that is.
 */
export const REVISION_KINDS = ['create', ...CHANGES, 'touched', 'outdated'] as const;
export type RevisionKind = (typeof REVISION_KINDS)[number];

/** What an instance should be. Subjects that are alike share it, by reference. */
export interface Target {
  readonly duty: Duty;
  readonly inForce: InForce;
  readonly beforeOnboarding: boolean;
}

export interface Revision {
  readonly kind: RevisionKind;
  readonly subject: string;
  /** null: there is none yet */
  readonly standing: Standing | null;
  /** null: it should not be */
  readonly target: Target | null;
  /** one sentence; of what is created, why it is owed */
  readonly reason: string;
}

/** Facts to ask for: while they are missing it cannot be said whether something is owed, or for which days and when. */
export interface Question {
  readonly about: 'whether' | 'when';
  readonly subject: string;
  readonly master: Master;
  readonly period: Period;
  readonly missing: readonly string[];
  readonly summary: string;
}

export interface Revised {
  readonly revisions: readonly Revision[];
  readonly questions: readonly Question[];
  /** how many instances are as they should be, or settled, or kept as they are by a question */
  readonly unchanged: number;
}

export function reviseInstances(input: RevisionInput): Revised {
  const revisions: Revision[] = [];
  const questions: Question[] = [];
  let unchanged = 0;
  const standingOf = Map.groupBy(input.standing, ({ subject }) => subject);
  for (const alike of alikes(input.subjects)) {
    const reader = readerOf(
      alike[0],
      alike.flatMap(({ id }) => standingOf.get(id) ?? []),
      input,
    );
    for (const { id: subject } of alike) {
      const standing = standingOf.get(subject) ?? [];
      const there = new Set(standing.map(({ made, period }) => `${made.code}|${period.key}`));
      for (const duty of reader.duties.planned) {
        if (there.has(`${duty.master.code}|${duty.period.key}`)) continue;
        questions.push(...reader.questionsOn(duty, subject));
        if (duty.applicability.verdict === 'undetermined') continue;
        const target = reader.targetOf(duty);
        const kind = target.beforeOnboarding ? 'before-onboarding' : 'create';
        revisions.push({ kind, subject, standing: null, target, reason: duty.summary });
      }
      for (const one of standing) {
        const owing = reader.owingOf(one);
        if (owing?.owed === true && !isSettled(one))
          questions.push(...reader.questionsOn(owing.duty, subject));
        const revision = owing === null ? null : judge(one, owing, reader);
        if (revision === null) unchanged += 1;
        else revisions.push(revision);
      }
    }
  }
  return { revisions, questions, unchanged };
}

interface Reader {
  readonly duties: Duties;
  readonly targetOf: (duty: Duty) => Target;
  readonly questionsOn: (duty: Duty, subject: string) => readonly Question[];
  /** null: the plugin of its master is off, and it is frozen */
  readonly owingOf: (standing: Standing) => Owing | null;
  readonly isOutdated: (standing: Standing) => boolean;
}

/** Subjects that are alike are read as one: every answer is worked out once for all of them. */
function readerOf(subject: Subject, standing: readonly Standing[], input: RevisionInput): Reader {
  const duties = dutiesOf(subject, input, daysOf(standing, input.window));
  const versions = Map.groupBy(input.masters, ({ code }) => code);
  const targets = new Map<Duty, Target>();
  const inForceOf = ({ made, period }: Standing): Master | null =>
    masterFor(versions.get(made.code) ?? [], period);
  const targetOf = (duty: Duty): Target => {
    const known = targets.get(duty);
    if (known !== undefined) return known;
    const inForce = underNotifications(input.notifications, duty, subject.facts, input.today);
    const due = inForce.dates === null ? null : effectiveDate(inForce.dates);
    const target = { duty, inForce, beforeOnboarding: fellDueElsewhere(due, subject) };
    targets.set(duty, target);
    return target;
  };
  return {
    duties,
    targetOf,
    questionsOn: (duty, id) => questionsOn(duty, targetOf(duty), id, input.missingOf),
    owingOf: (one) => {
      const { made, period, status } = one;
      if (!versions.has(made.code)) return null;
      const asMade = duties.of(made, period);
      const keepsVersion = status !== 'withdrawn' && !input.revise.has(made.code);
      if (keepsVersion && asMade.owed) return asMade;
      const master = inForceOf(one);
      if (master !== null) return duties.of(master, period);
      return asMade.owed ? { owed: false, why: 'Its master is not in force any more.' } : asMade;
    },
    isOutdated: (one) => inForceOf(one) !== one.made,
  };
}

/** @returns null where it stays as it is */
function judge(standing: Standing, owing: Owing, reader: Reader): Revision | null {
  const { subject } = standing;
  if (isSettled(standing)) return null;
  const differs = differenceOf(standing, owing, reader);
  if (differs === null) {
    const outdated = standing.status !== 'withdrawn' && !isTouched(standing) && reader.isOutdated(standing);
    if (!outdated) return null;
    const reason = `Made from version ${standing.made.version} of its master, which reads otherwise now.`;
    return { kind: 'outdated', subject, standing, target: null, reason };
  }
  const { change, target, reason } = differs;
  return { kind: isTouched(standing) ? 'touched' : change, subject, standing, target, reason };
}

interface Difference {
  readonly change: Change;
  readonly target: Target | null;
  readonly reason: string;
}

function differenceOf(standing: Standing, owing: Owing, reader: Reader): Difference | null {
  const isWithdrawn = standing.status === 'withdrawn';
  if (!owing.owed) return isWithdrawn ? null : { change: 'withdraw', target: null, reason: owing.why };
  const { duty } = owing;
  // What cannot be decided is asked for, and changes nothing meanwhile.
  if (duty.applicability.verdict === 'undetermined') return null;
  const target = reader.targetOf(duty);
  const { span, dates } = standing;
  if (isWithdrawn) return { change: 'restore', target, reason: duty.summary };
  if (duty.master !== standing.made) {
    return {
      change: 'reversion',
      target,
      reason: `Version ${duty.master.version} of the master is in force.`,
    };
  }
  if (standing.beforeOnboarding && !target.beforeOnboarding)
    return {
      change: 'restore',
      target,
      reason: 'Falls due after the day on which the subject was taken on.',
    };
  if (!standing.beforeOnboarding && target.beforeOnboarding)
    return { change: 'before-onboarding', target, reason: 'Fell due before the subject was taken on.' };
  const sameDay = duty.period.from === standing.period.from && duty.provisional === standing.provisional;
  if (!sameDay || !sameDates(dates, target.inForce.dates))
    return { change: 'redate', target, reason: datesInWords(standing, target) };
  if (span.from !== duty.span.from || span.to !== duty.span.to) {
    const days = `Covers ${dateLabel(duty.span.from)} to ${dateLabel(duty.span.to)}`;
    return { change: 'respan', target, reason: `${days}. ${duty.summary}` };
  }
  return null;
}

/** Filed, completed, waived, not used: history, whatever becomes known. What nobody has verified is not settled. */
function isSettled({ status, beforeOnboarding, workedOn }: Standing): boolean {
  if (status === 'filed') return !beforeOnboarding || workedOn;
  return status === 'completed' || status === 'waived' || status === 'not-used';
}

/** Somebody has begun, or something hangs on it. A withdrawn one had not been touched when it was withdrawn. */
function isTouched({ status, workedOn }: Standing): boolean {
  return status !== 'withdrawn' && (workedOn || (status !== 'not-started' && status !== 'filed'));
}

function questionsOn(
  duty: Duty,
  { inForce, beforeOnboarding }: Target,
  subject: string,
  missingOf: RevisionInput['missingOf'],
): readonly Question[] {
  const { master, period, applicability, summary } = duty;
  const missing = missingOf(duty);
  const of = { subject, master, period };
  if (applicability.verdict === 'undetermined') return [{ about: 'whether', ...of, missing, summary }];
  if (beforeOnboarding) return [];
  const byLaw: Question[] = missing.length === 0 ? [] : [{ about: 'when', ...of, missing, summary }];
  const byNotification = inForce.open.map((open): Question => {
    const words = `Undetermined: whether ${open.number} moves the date.`;
    return { about: 'when', ...of, missing: open.missing, summary: words };
  });
  return [...byNotification, ...byLaw];
}

function sameDates(a: DueDates | null, b: DueDates | null): boolean {
  if (a === null || b === null) return a === b;
  return a.statutory === b.statutory && a.extended === b.extended && a.feeFreeUntil === b.feeFreeUntil;
}

/** "13 Nov 2026 becomes 7 Nov 2026: 7 days after registration.ended on 2026-10-31." */
function datesInWords({ dates, provisional }: Standing, { duty, inForce }: Target): string {
  const words = (day: LocalDate | null | undefined): string => (day ? dateLabel(day) : 'no date');
  const [before, after] = [dates && effectiveDate(dates), inForce.dates && effectiveDate(inForce.dates)];
  const moved = before === after ? words(after) : `${words(before)} becomes ${words(after)}`;
  const byLaw = dates?.statutory !== duty.statutory || provisional !== duty.provisional;
  const by = inForce.moves.map(({ notification }) => notification.number).join(', ');
  const why = byLaw
    ? (duty.due.trace.at(-1)?.text ?? duty.summary)
    : by === ''
      ? 'no notification moves it'
      : by;
  return `${moved}: ${why}.`;
}

/** From the first to the last day that is asked about. */
function daysOf(standing: readonly Standing[], window: Span): Span {
  let { from, to } = window;
  for (const { period } of standing) {
    if (period.from < from) from = period.from;
    if (period.to > to) to = period.to;
  }
  return { from, to };
}

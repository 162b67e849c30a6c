/**
 * Which instances should exist: masters x subjects x periods, read against dated facts.
 *
 * Pure: what is there already is not asked here, but in `revise.ts`, which compares the two. What cannot be decided is
 * returned to be asked for, what fell due before the subject was taken on is returned apart, so that the first day is
 * not all red.
 */
import type { Applicability } from './applicability.ts';
import { evaluateApplicability } from './applicability.ts';
import { summary } from './applicability-words.ts';
import type { FieldNames } from './applicability-words.ts';
import type { LocalDate } from './calendar.ts';
import { addDays, earlier, later } from './calendar.ts';
import { masterFor, masterReferences } from './catalogue.ts';
import type { EventDerivation, EventOccurrence } from './events.ts';
import { eventDates } from './events.ts';
import type { Derivation, Fact, Life } from './facts.ts';
import { withDerived } from './facts.ts';
import { reach } from './horizon.ts';
import type { Master } from './master.ts';
import type { Period, Span } from './period.ts';
import { clip, eventPeriod, isPeriodOf, periodsOverlapping, spansOverlap } from './period.ts';
import { dateLabel } from './period-label.ts';
import type { DueDate } from './rule.ts';
import { evaluateRule, plannedDate } from './rule.ts';

export interface Subject {
  readonly id: string;
  /** `entity`, `registration:gstin`, `place`, `person`: as on the master */
  readonly kind: string;
  readonly life: Life;
  /** its own facts and those of its entity */
  readonly facts: readonly Fact[];
  readonly events: readonly EventOccurrence[];
  /** what fell due before this day was somebody else's work; null: taken on from the start */
  readonly onboardedOn: LocalDate | null;
}

export interface LawInput {
  readonly masters: readonly Master[];
  readonly derivations: readonly Derivation[];
  readonly eventDerivations: readonly EventDerivation[];
  /** a period is planned when it shares a day with the window or falls due in it */
  readonly window: Span;
  readonly names?: FieldNames;
}

export interface PlanInput extends LawInput {
  readonly subjects: readonly Subject[];
}

/** What a subject owes for one period. Subjects that are alike share it, by reference. */
export interface Duty {
  readonly master: Master;
  readonly period: Period;
  /** the days really covered; shorter than the period where the subject came, went or changed inside it */
  readonly span: Span;
  readonly due: DueDate;
  /** statutory date, null while awaited without any forecast */
  readonly statutory: LocalDate | null;
  /** the date rests on an event or fact not known yet */
  readonly provisional: boolean;
  readonly applicability: Applicability;
  readonly summary: string;
}

/** Owed, or perhaps (`applicability.verdict` is undetermined); or not, and why. */
export type Owing =
  { readonly owed: true; readonly duty: Duty } | { readonly owed: false; readonly why: string };

export interface Candidate extends Omit<Duty, 'master'> {
  /** `master|subject|period` */
  readonly key: string;
  readonly master: string;
  readonly masterVersion: number;
  readonly subject: string;
}

export interface Plan {
  readonly instances: readonly Candidate[];
  /** a fact decides and is unknown; ask for `applicability.missing` */
  readonly undetermined: readonly Candidate[];
  /** due before the subject was taken on: to be recorded as filed before onboarding, unverified */
  readonly beforeOnboarding: readonly Candidate[];
}

export function instanceKey(master: string, subject: string, periodKey: string): string {
  return `${master}|${subject}|${periodKey}`;
}

/** Everything that the subjects owe in the window, by its statutory date. */
export function planInstances(input: PlanInput): Plan {
  const plan: { [K in keyof Plan]: Candidate[] } = { instances: [], undetermined: [], beforeOnboarding: [] };
  for (const alike of alikes(input.subjects)) {
    const { planned } = dutiesOf(alike[0], input);
    for (const subject of alike) {
      for (const { master, ...duty } of planned) {
        const key = instanceKey(master.code, subject.id, duty.period.key);
        const named = { key, master: master.code, masterVersion: master.version, subject: subject.id };
        placed(plan, duty, subject).push({ ...duty, ...named });
      }
    }
  }
  return plan;
}

/** Subjects of whom the same is known owe the same: they are planned once, and share what was worked out. */
export function alikes(subjects: readonly Subject[]): readonly (readonly [Subject, ...Subject[]])[] {
  const likeness = ({ kind, life, facts, events, onboardedOn }: Subject) =>
    JSON.stringify([kind, life, facts, events, onboardedOn]);
  return [...Map.groupBy(subjects, likeness).values()] as [Subject, ...Subject[]][];
}

function placed(
  plan: { readonly [K in keyof Plan]: Candidate[] },
  { applicability, statutory }: Omit<Duty, 'master'>,
  subject: Subject,
): Candidate[] {
  if (applicability.verdict === 'undetermined') return plan.undetermined;
  return fellDueElsewhere(statutory, subject) ? plan.beforeOnboarding : plan.instances;
}

/** Due while the subject lived but before it was taken on. Due before it existed (an LUT of its first year) is owed now. */
export function fellDueElsewhere(due: LocalDate | null, { life, onboardedOn }: Subject): boolean {
  return isBefore(due, onboardedOn) && !isBefore(due, life.from);
}

function isBefore(date: LocalDate | null, day: LocalDate | null): boolean {
  return date !== null && day !== null && date < day;
}

export interface Duties {
  /** what the masters as they are make of the window */
  readonly planned: readonly Duty[];
  /** one period by one version of a master, whatever the window and the days on which the version is in force */
  readonly of: (master: Master, period: Period) => Owing;
}

/** @param further days outside the window that will be asked about */
export function dutiesOf(subject: Subject, law: LawInput, further: Span = law.window): Duties {
  const codes = [...Map.groupBy(law.masters, (m) => m.code).values()].filter(
    (versions) => versions[0]!.subject === subject.kind,
  );
  if (codes.length === 0) return { planned: [], of: () => notOwed('It is not for a subject of this kind.') };
  const wide = widest(codes.flat(), {
    from: earlier(law.window.from, further.from),
    to: later(law.window.to, further.to),
  });
  const events = [
    ...subject.events,
    ...law.eventDerivations.flatMap((derive) => derive(subject.facts, subject.life)),
  ];
  const facts = withDerived(subject.facts, law.derivations, subject.life, wide);
  const known: Known = { subject, facts, events, codes, names: law.names, owing: new Map() };
  const planned = codes.flatMap((versions) =>
    periodsOf(versions[0]!, subject.life, events, widest(versions, law.window)).flatMap(
      ({ period, occurrence }) => {
        const master = masterFor(versions, period);
        if (master === null) return [];
        const owing = owingOf(master, period, occurrence, known);
        return owing.owed && isInWindow(owing.duty, subject.life, law.window) ? [owing.duty] : [];
      },
    ),
  );
  return {
    planned,
    of: (master, period) => owingFor(master, period, known),
  };
}

interface Known {
  readonly subject: Subject;
  readonly facts: readonly Fact[];
  readonly events: readonly EventOccurrence[];
  readonly codes: readonly (readonly Master[])[];
  readonly names: FieldNames | undefined;
  /** what has been worked out already, by version of a master and period */
  readonly owing: Map<Master, Map<string, Owing>>;
}

interface PlannedPeriod {
  readonly period: Period;
  readonly occurrence: EventOccurrence | null;
}

/** Calendar periods the subject lived in; for event masters, one for each occurrence of a trigger. */
function periodsOf(
  master: Master,
  life: Life,
  events: readonly EventOccurrence[],
  wide: Span,
): PlannedPeriod[] {
  const { frequency, basis } = master;
  if (frequency === 'event' || frequency === 'one-time') {
    return occurrencesOf(master, events).map((occurrence) => ({
      period: eventPeriod(occurrence.id, occurrence.date),
      occurrence,
    }));
  }
  const lived = clip(wide, life.from, life.to);
  if (lived === null) return [];
  return periodsOverlapping(frequency, basis, lived).map((period) => ({ period, occurrence: null }));
}

function occurrencesOf({ triggers }: Master, events: readonly EventOccurrence[]): EventOccurrence[] {
  return events.filter(({ name }) => triggers?.includes(name) === true);
}

/** An event's period is that of the occurrence as it is known now, whatever day it was taken to be on before. */
function owingFor(master: Master, period: Period, known: Known): Owing {
  if (period.kind !== 'event') return owingOf(master, period, null, known);
  const occurrence = occurrencesOf(master, known.events).find(({ id }) => `event:${id}` === period.key);
  return occurrence === undefined
    ? notOwed('What it follows from did not happen.')
    : owingOf(master, eventPeriod(occurrence.id, occurrence.date), occurrence, known);
}

function owingOf(master: Master, period: Period, occurrence: EventOccurrence | null, known: Known): Owing {
  const of = known.owing.get(master) ?? new Map<string, Owing>();
  known.owing.set(master, of);
  const before = of.get(period.key);
  if (before !== undefined) return before;
  of.set(period.key, notOwed('Its date waits for itself.'));
  const owing = workOut(master, period, occurrence, known);
  of.set(period.key, owing);
  return owing;
}

function workOut(master: Master, period: Period, occurrence: EventOccurrence | null, known: Known): Owing {
  const { life } = known.subject;
  if (!isPeriodOf(period, master.frequency, master.basis))
    return notOwed(`Version ${master.version} of the master has no such period.`);
  const span = occurrence === null ? clip(period, life.from, life.to) : period;
  if (span === null) return notOwed(outOfLife(period, life));
  const facts = occurrence?.facts === undefined ? known.facts : [...known.facts, ...occurrence.facts];
  const due = dueFor(master, period, occurrence, facts, known);
  if (due.kind === 'no-date') return notOwed(due.trace.at(-1)?.text ?? due.why);
  const statutory = plannedDate(due);
  if (master.nature === 'election' && isBefore(statutory, life.from))
    return notOwed(`The choice had closed before ${dateLabel(life.from)}.`);
  const applicability = evaluateApplicability(master.applicability, facts, period, span);
  const words = summary(applicability, known.names);
  if (applicability.span === null) return notOwed(words);
  return {
    owed: true,
    duty: {
      master,
      period,
      span: applicability.span,
      due,
      statutory,
      provisional: due.kind === 'awaits',
      applicability,
      summary: words,
    },
  };
}

function notOwed(why: string): Owing {
  return { owed: false, why };
}

function outOfLife(period: Period, { from, to }: Life): string {
  return to !== null && to < period.from ? `Ended on ${dateLabel(to)}.` : `Began on ${dateLabel(from)}.`;
}

function dueFor(
  master: Master,
  period: Period,
  occurrence: EventOccurrence | null,
  facts: readonly Fact[],
  known: Known,
): DueDate {
  const events = eventDates(known.events, period);
  if (occurrence !== null) {
    events[occurrence.name] = occurrence.date;
    events['trigger'] = occurrence.date;
  }
  const masterDates: Record<string, LocalDate> = {};
  for (const code of masterReferences(master.rule)) {
    const date = dateOfMaster(code, period, known);
    if (date !== null) masterDates[code] = date;
  }
  return evaluateRule(master.rule, { period, facts, events, masterDates });
}

/** The date of another master of the same subject and period, where it applies. */
function dateOfMaster(code: string, period: Period, known: Known): LocalDate | null {
  const versions = known.codes.find((v) => v[0]!.code === code) ?? [];
  const master = masterFor(versions, period);
  const owing = master === null ? undefined : owingFor(master, period, known);
  return owing?.owed === true ? owing.duty.statutory : null;
}

/** The days that count are those the subject lived, whichever of them the master applies to. */
function isInWindow({ period, statutory }: Duty, life: Life, window: Span): boolean {
  const lived = period.kind === 'event' ? period : (clip(period, life.from, life.to) ?? period);
  const isDue = statutory !== null && statutory >= window.from && statutory <= window.to;
  return isDue || spansOverlap(lived, window);
}

/** The window stretched by how far from its period a rule of these masters can put a date. */
function widest(masters: readonly Master[], window: Span): Span {
  const reaches = masters.map((m) => reach(m.rule));
  return {
    from: addDays(window.from, -Math.max(0, ...reaches.map((r) => r.after))),
    to: addDays(window.to, Math.max(0, ...reaches.map((r) => r.before))),
  };
}

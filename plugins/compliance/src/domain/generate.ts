/**
 * Which instances should exist: masters x subjects x periods, read against dated facts.
 *
 * Pure and idempotent: the key (master, subject, period) says whether an instance is there already; running it again
 * plans nothing new. It never changes one that exists. What cannot be decided is returned to be asked for, what fell
 * due before the subject was taken on is returned apart, so that the first day is not all red.
 */
import type { Applicability } from './applicability.ts';
import { evaluateApplicability } from './applicability.ts';
import { summary } from './applicability-words.ts';
import type { FieldNames } from './applicability-words.ts';
import type { LocalDate } from './calendar.ts';
import { addDays } from './calendar.ts';
import { masterFor, masterReferences } from './catalogue.ts';
import type { EventDerivation, EventOccurrence } from './events.ts';
import { eventDates } from './events.ts';
import type { Derivation, Fact, Life } from './facts.ts';
import { withDerived } from './facts.ts';
import { reach } from './horizon.ts';
import type { Master } from './master.ts';
import type { Period, Span } from './period.ts';
import { clip, eventPeriod, periodsOverlapping, spansOverlap } from './period.ts';
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

export interface PlanInput {
  readonly subjects: readonly Subject[];
  readonly masters: readonly Master[];
  readonly derivations: readonly Derivation[];
  readonly eventDerivations: readonly EventDerivation[];
  /** a period is planned when it shares a day with the window or falls due in it */
  readonly window: Span;
  /** keys of instances that exist, by `instanceKey` */
  readonly existing: ReadonlySet<string>;
  readonly names?: FieldNames;
}

/** Candidates of subjects that are alike share everything but `key` and `subject`, by reference. */
export interface Candidate {
  /** `master|subject|period` */
  readonly key: string;
  readonly master: string;
  readonly masterVersion: number;
  readonly subject: string;
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

export function planInstances(input: PlanInput): Plan {
  const plan: { [K in keyof Plan]: Candidate[] } = { instances: [], undetermined: [], beforeOnboarding: [] };
  const byCode = [...Map.groupBy(input.masters, (m) => m.code).values()];
  for (const alike of Map.groupBy(input.subjects, likeness).values()) {
    const [first] = alike as [Subject, ...Subject[]];
    const versions = byCode.filter((v) => v[0]!.subject === first.kind);
    if (versions.length === 0) continue;
    const planned = planSubject(first, versions, input, (code, period) =>
      alike.every(({ id }) => input.existing.has(instanceKey(code, id, period))),
    );
    for (const subject of alike) {
      for (const candidate of planned) {
        const key = instanceKey(candidate.master, subject.id, candidate.period.key);
        if (!input.existing.has(key))
          placed(plan, candidate, subject).push({ ...candidate, key, subject: subject.id });
      }
    }
  }
  return plan;
}

/** Subjects of whom the same is known owe the same: they are planned once, and share what was worked out. */
function likeness({ kind, life, facts, events, onboardedOn }: Subject): string {
  return JSON.stringify([kind, life, facts, events, onboardedOn]);
}

function placed(
  plan: { readonly [K in keyof Plan]: Candidate[] },
  candidate: Candidate,
  subject: Subject,
): Candidate[] {
  if (candidate.applicability.verdict === 'undetermined') return plan.undetermined;
  return fellDueElsewhere(candidate, subject) ? plan.beforeOnboarding : plan.instances;
}

/** Due while the subject lived but before it was taken on. Due before it existed (an LUT of its first year) is owed now. */
function fellDueElsewhere({ statutory }: Candidate, { life, onboardedOn }: Subject): boolean {
  return isBefore(statutory, onboardedOn) && !isBefore(statutory, life.from);
}

function isBefore(date: LocalDate | null, onboardedOn: LocalDate | null): boolean {
  return date !== null && onboardedOn !== null && date < onboardedOn;
}

/** @param isThere whether there is nothing left to plan for a master and period */
function planSubject(
  subject: Subject,
  codes: readonly (readonly Master[])[],
  input: PlanInput,
  isThere: (code: string, period: string) => boolean,
): Candidate[] {
  const wide = widest(codes.flat(), input.window);
  const events = [
    ...subject.events,
    ...input.eventDerivations.flatMap((derive) => derive(subject.facts, subject.life)),
  ];
  const facts = withDerived(subject.facts, input.derivations, subject.life, wide);
  const known: Known = { subject, facts, events, codes, due: new Map() };
  return codes.flatMap((versions) =>
    periodsOf(versions, subject.life, events, widest(versions, input.window)).flatMap(
      ({ period, occurrence }) => {
        if (isThere(versions[0]!.code, period.key)) return [];
        const candidate = candidateFor(versions, period, occurrence, known, input);
        return candidate === null ? [] : [candidate];
      },
    ),
  );
}

interface Known {
  readonly subject: Subject;
  readonly facts: readonly Fact[];
  readonly events: readonly EventOccurrence[];
  readonly codes: readonly (readonly Master[])[];
  /** due dates already worked out, by code and period */
  readonly due: Map<string, DueDate | null>;
}

interface PlannedPeriod {
  readonly period: Period;
  readonly occurrence: EventOccurrence | null;
}

/** Calendar periods the subject lived in; for event masters, one for each occurrence of a trigger. */
function periodsOf(
  versions: readonly Master[],
  life: Life,
  events: readonly EventOccurrence[],
  wide: Span,
): PlannedPeriod[] {
  const { frequency, basis, triggers } = versions[0]!;
  if (frequency === 'event' || frequency === 'one-time') {
    return events
      .filter((o) => triggers?.includes(o.name) === true)
      .map((occurrence) => ({ period: eventPeriod(occurrence.id, occurrence.date), occurrence }));
  }
  const lived = clip(wide, life.from, life.to);
  if (lived === null) return [];
  return periodsOverlapping(frequency, basis, lived).map((period) => ({ period, occurrence: null }));
}

function candidateFor(
  versions: readonly Master[],
  period: Period,
  occurrence: EventOccurrence | null,
  known: Known,
  { window, names }: { readonly window: Span | null; readonly names?: FieldNames },
): Candidate | null {
  const master = masterFor(versions, period);
  if (master === null) return null;
  const { subject } = known;
  const span = occurrence === null ? clip(period, subject.life.from, subject.life.to) : period;
  if (span === null) return null;
  const facts = occurrence?.facts === undefined ? known.facts : [...known.facts, ...occurrence.facts];
  const due = dueFor(master, period, occurrence, facts, known);
  if (due.kind === 'no-date') return null;
  const statutory = plannedDate(due);
  if (window !== null && !touches(window, span, statutory)) return null;
  // A choice whose window closed before the subject existed was never open to it.
  if (master.nature === 'election' && isBefore(statutory, subject.life.from)) return null;
  const applicability = evaluateApplicability(master.applicability, facts, period, span);
  if (applicability.span === null) return null;
  return {
    key: instanceKey(master.code, subject.id, period.key),
    master: master.code,
    masterVersion: master.version,
    subject: subject.id,
    period,
    span: applicability.span,
    due,
    statutory,
    provisional: due.kind === 'awaits',
    applicability,
    summary: summary(applicability, names),
  };
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
  const key = `${code}|${period.key}`;
  if (!known.due.has(key)) {
    known.due.set(key, null);
    const versions = known.codes.find((v) => v[0]!.code === code);
    const candidate =
      versions === undefined ? null : candidateFor(versions, period, null, known, { window: null });
    known.due.set(key, candidate?.due ?? null);
  }
  const due = known.due.get(key) ?? null;
  return due === null ? null : plannedDate(due);
}

function touches(window: Span, span: Span, date: LocalDate | null): boolean {
  return (date !== null && date >= window.from && date <= window.to) || spansOverlap(span, window);
}

/** The window stretched by how far from its period a rule of these masters can put a date. */
function widest(masters: readonly Master[], window: Span): Span {
  const reaches = masters.map((m) => reach(m.rule));
  return {
    from: addDays(window.from, -Math.max(0, ...reaches.map((r) => r.after))),
    to: addDays(window.to, Math.max(0, ...reaches.map((r) => r.before))),
  };
}

/**
 * What a notification does to dates already made.
 *
 * The dates of an instance are a fold: the statutory date, then every notification in force, in the order of their
 * dates. An extension never shortens; a later one may extend what an earlier one extended; taking one back folds the
 * rest again. Filed instances keep the date they were filed under.
 */
import { evaluateApplicability } from './applicability.ts';
import type { Applicability } from './applicability.ts';
import type { LocalDate } from './calendar.ts';
import { addDays, later } from './calendar.ts';
import type { GovernmentNotification } from './extension-schema.ts';
import type { Fact } from './facts.ts';
import type { Period } from './period.ts';

/** The dates an instance stands under, each for its own question. */
export interface DueDates {
  /** by the rule of the master; never changes */
  readonly statutory: LocalDate;
  /** by notification; null where none moved it */
  readonly extended: LocalDate | null;
  /** who files by this day, after the date itself, owes no late fee; who files later owes all of it */
  readonly feeFreeUntil: LocalDate | null;
}

/** One line of an instance's date history. `by` is a notification id, null for the first line. */
export interface DateHistoryEntry extends DueDates {
  readonly by: string | null;
  readonly action: 'statutory' | 'extended' | 'withdrawn';
  /** day on which the system recorded it */
  readonly recordedOn: LocalDate;
}

export interface ExtendableInstance {
  readonly id: string;
  readonly master: string;
  readonly period: Period;
  readonly facts: readonly Fact[];
  /** null while the statutory date is awaited: nothing to extend yet */
  readonly statutory: LocalDate | null;
  /** notifications already in force for it */
  readonly inForce: readonly GovernmentNotification[];
  /** day of filing; null while open */
  readonly filedOn: LocalDate | null;
}

export type ExtensionOutcome =
  | { readonly kind: 'out-of-scope' }
  | { readonly kind: 'already-applied' }
  /** a fact of the scope filter is unknown: to be asked for, never silently left out */
  | {
      readonly kind: 'undetermined';
      readonly missing: readonly string[];
      readonly applicability: Applicability;
    }
  | { readonly kind: 'awaits-date' }
  /** would have moved; stays because it is filed. `onTimeUnderIt`: late before, in time by the notification. */
  | { readonly kind: 'filed'; readonly onTimeUnderIt: boolean }
  /** in scope, but its date is already as late or later */
  | { readonly kind: 'unchanged'; readonly before: DueDates }
  | {
      readonly kind: 'moves';
      readonly before: DueDates;
      readonly after: DueDates;
      /** overdue today, not overdue any more (a notification dated after the date it moves) */
      readonly unbreached: boolean;
    };

/** The date by which it is due today. */
export function effectiveDate(dates: DueDates): LocalDate {
  return dates.extended ?? dates.statutory;
}

/** Folds notifications over the statutory date. Their order in the list does not matter, their dates do. */
export function foldNotifications(
  statutory: LocalDate,
  notifications: readonly GovernmentNotification[],
): DueDates {
  let dates: DueDates = { statutory, extended: null, feeFreeUntil: null };
  for (const notification of notifications.toSorted(byDate)) dates = applyTo(dates, notification);
  return dates;
}

/** What the notification would do to one instance, without doing it. */
export function previewExtension(
  notification: GovernmentNotification,
  instance: ExtendableInstance,
  today: LocalDate,
): ExtensionOutcome {
  if (instance.inForce.some((n) => n.id === notification.id)) return { kind: 'already-applied' };
  if (!inScope(notification, instance)) return { kind: 'out-of-scope' };
  if (notification.scope.where !== undefined) {
    const applicability = evaluateApplicability(notification.scope.where, instance.facts, instance.period);
    if (applicability.verdict === 'does-not-apply') return { kind: 'out-of-scope' };
    if (applicability.verdict === 'undetermined') {
      return { kind: 'undetermined', missing: applicability.missing, applicability };
    }
  }
  if (instance.statutory === null) return { kind: 'awaits-date' };
  const before = foldNotifications(instance.statutory, instance.inForce);
  const after = foldNotifications(instance.statutory, [...instance.inForce, notification]);
  if (instance.filedOn !== null) {
    const late = instance.filedOn > effectiveDate(before);
    return { kind: 'filed', onTimeUnderIt: late && instance.filedOn <= effectiveDate(after) };
  }
  if (sameDates(before, after)) return { kind: 'unchanged', before };
  const unbreached = effectiveDate(before) < today && effectiveDate(after) >= today;
  return { kind: 'moves', before, after, unbreached };
}

export interface Preview {
  readonly id: string;
  readonly outcome: ExtensionOutcome;
}

export function previewExtensions(
  notification: GovernmentNotification,
  instances: readonly ExtendableInstance[],
  today: LocalDate,
): readonly Preview[] {
  return instances.map((instance) => ({
    id: instance.id,
    outcome: previewExtension(notification, instance, today),
  }));
}

/** A notification that an instance newly stands under, with what it does to it. */
export interface NewlyUnder {
  readonly notification: GovernmentNotification;
  readonly before: DueDates;
  readonly after: DueDates;
  readonly unbreached: boolean;
}

/**
 * The dates of an open instance under everything that is in force for the tenant: what was recorded for it, and what
 * it falls under without a record, because it was closed, or nothing was known, or it made no difference then.
 */
export function standUnder(
  applied: readonly GovernmentNotification[],
  instance: ExtendableInstance & { readonly statutory: LocalDate },
  today: LocalDate,
): { readonly dates: DueDates; readonly added: readonly NewlyUnder[] } {
  const inForce = [...instance.inForce];
  const added: NewlyUnder[] = [];
  for (const notification of applied.toSorted(byDate)) {
    const outcome = previewExtension(notification, { ...instance, inForce, filedOn: null }, today);
    if (outcome.kind !== 'moves') continue;
    inForce.push(notification);
    const { before, after, unbreached } = outcome;
    added.push({ notification, before, after, unbreached });
  }
  return { dates: foldNotifications(instance.statutory, inForce), added };
}

/** The history line that records an extension put in force or taken back. */
export function historyEntry(
  statutory: LocalDate,
  inForce: readonly GovernmentNotification[],
  by: string,
  action: 'extended' | 'withdrawn',
  recordedOn: LocalDate,
): DateHistoryEntry {
  return { ...foldNotifications(statutory, inForce), by, action, recordedOn };
}

/** The dates once a notification is taken back; the others stay in force. */
export function withdrawNotification(instance: ExtendableInstance, notificationId: string): DueDates | null {
  if (instance.statutory === null) return null;
  return foldNotifications(
    instance.statutory,
    instance.inForce.filter((n) => n.id !== notificationId),
  );
}

function inScope({ scope }: GovernmentNotification, instance: ExtendableInstance): boolean {
  if (!scope.masters.includes(instance.master)) return false;
  if ('keys' in scope.periods) return scope.periods.keys.includes(instance.period.key);
  const { statutory } = instance;
  return statutory !== null && statutory >= scope.periods.dueFrom && statutory <= scope.periods.dueTo;
}

function applyTo(dates: DueDates, { moves, feeFreeUntil }: GovernmentNotification): DueDates {
  const current = effectiveDate(dates);
  const proposed = moves === null ? current : 'to' in moves ? moves.to : addDays(current, moves.days);
  const effective = later(current, proposed);
  const free = [dates.feeFreeUntil, feeFreeUntil].filter((d) => d !== null && d > effective) as LocalDate[];
  return {
    statutory: dates.statutory,
    extended: effective === dates.statutory ? null : effective,
    feeFreeUntil: free.length === 0 ? null : free.reduce(later),
  };
}

function byDate(a: GovernmentNotification, b: GovernmentNotification): number {
  return a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1;
}

function sameDates(a: DueDates, b: DueDates): boolean {
  return a.extended === b.extended && a.feeFreeUntil === b.feeFreeUntil;
}

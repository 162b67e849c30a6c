/** Dated happenings: what they start, and which of them a rule may count from. */
import { z } from 'zod';
import type { LocalDate } from './calendar.ts';
import { LocalDateSchema } from './calendar.ts';
import type { Fact, Life } from './facts.ts';
import { FactSchema } from './facts.ts';
import type { Period } from './period.ts';
import { PeriodKeySchema } from './period.ts';
import { EventNameSchema } from './rule-schema.ts';

export const EventOccurrenceSchema = z
  .object({
    /** unique for the subject; becomes the period key `event:<id>` of what it triggers */
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/),
    name: EventNameSchema,
    date: LocalDateSchema,
    /** the period it belongs to, such as the FY an AGM closes; without it, see `eventDates` */
    period: PeriodKeySchema.optional(),
    /** what is known about it: `allotment.type` of an allotment */
    facts: z.array(FactSchema).readonly().optional(),
  })
  .readonly();
export type EventOccurrence = z.output<typeof EventOccurrenceSchema>;

/** A family's events that follow from facts: a grant, a cancellation. */
export type EventDerivation = (facts: readonly Fact[], life: Life) => readonly EventOccurrence[];

/** Such a derivation with the names of what it makes: nobody records these by hand. */
export interface DerivedEvents {
  readonly produces: readonly string[];
  readonly derive: EventDerivation;
  /** of an event that only a fact tells: its field, to be asked for while a date waits for the event */
  readonly toldBy?: Readonly<Record<string, string>>;
}

/** An event that a filing is: GSTR-9 of a year filed is `gstr9.filed` of that year. */
export interface FilingEvent {
  readonly event: string;
  /** codes of the masters whose filing it is */
  readonly masters: readonly string[];
  /** of-period: each filing, bound to its period. first: the earliest of them all, bound to none */
  readonly which: 'of-period' | 'first';
}

/** What a subject filed, for which period, and on which day. */
export interface FiledPeriod {
  readonly master: string;
  readonly period: string;
  readonly filedOn: LocalDate;
}

/** The events that the filings of one subject are. Their ids are the same for every subject that filed the same. */
export function filingEvents(
  declared: readonly FilingEvent[],
  filings: readonly FiledPeriod[],
): readonly EventOccurrence[] {
  return declared.flatMap(({ event, masters, which }) => {
    const own = filings
      .filter(({ master }) => masters.includes(master))
      .toSorted((a, b) => (a.filedOn < b.filedOn ? -1 : 1));
    if (which === 'first')
      return own.slice(0, 1).map(({ filedOn }) => ({ id: event, name: event, date: filedOn }));
    return [...Map.groupBy(own, ({ period }) => period)].map(([period, [first]]) => ({
      id: `${event}-${period.replaceAll('/', '-')}`,
      name: event,
      date: first!.filedOn,
      period,
    }));
  });
}

/**
 * Day of each event for one instance. One bound to the period wins. Of the unbound the latest up to the period's end
 * counts, or else the first after it: an allotment long ago, a registration that ends next month.
 */
export function eventDates(
  occurrences: readonly EventOccurrence[],
  period: Period,
): Record<string, LocalDate> {
  const dates: Record<string, LocalDate> = {};
  const rank = (o: EventOccurrence) => (o.period === period.key ? 2 : o.date <= period.to ? 1 : 0);
  const best = new Map<string, EventOccurrence>();
  for (const next of occurrences) {
    if (next.period !== undefined && next.period !== period.key) continue;
    const last = best.get(next.name);
    const closer =
      last !== undefined &&
      rank(last) === rank(next) &&
      (rank(next) === 0 ? next.date < last.date : next.date > last.date);
    if (last === undefined || rank(next) > rank(last) || closer) best.set(next.name, next);
  }
  for (const [name, occurrence] of best) dates[name] = occurrence.date;
  return dates;
}

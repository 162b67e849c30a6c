/** What a GSTIN's life sets in motion: BANK-10A, GSTR-10, the last GSTR-5, the first Letter of Undertaking. */
import type { DerivedEvents, EventDerivation, EventOccurrence, Fact } from '@compliance-os/compliance';
import { addDays, isLocalDate, later } from '@compliance-os/compliance';
import { cancelledFrom } from './registration-status.ts';

/**
 * `registration.granted` on the first day. Once cancelled, `registration.ended` on the last day of service,
 * `registration.cancelled` on the day from which cancellation has effect and, where it is known,
 * `registration.cancellation-ordered` on the day of the order. `exports.began` on the first day of each time.
 *
 * A registration is granted once and cancelled once (one that is revoked did not happen), so the ids carry no date:
 * a day that is corrected moves the obligation and does not make a second one.
 */
const derive: EventDerivation = (facts, life) => {
  const granted: EventOccurrence = { id: 'granted', name: 'registration.granted', date: life.from };
  const exporting = inOrder(facts, 'gstin.exports');
  const began = exporting
    .filter(({ value }, at) => value === true && exporting[at - 1]?.value !== true)
    .map(({ from }, at): EventOccurrence => ({
      id: `exports-began-${at + 1}`,
      name: 'exports.began',
      date: later(life.from, from),
    }));
  const effective = cancelledFrom(facts, life);
  if (effective === null) return [granted, ...began];
  const order = inOrder(facts, 'gstin.cancellationOrderOn').at(-1)?.value;
  return [
    granted,
    ...began,
    { id: 'ended', name: 'registration.ended', date: later(life.from, addDays(effective, -1)) },
    { id: 'cancelled', name: 'registration.cancelled', date: effective },
    ...(typeof order === 'string' && isLocalDate(order)
      ? [{ id: 'cancellation-ordered', name: 'registration.cancellation-ordered', date: order }]
      : []),
  ];
};

const inOrder = (facts: readonly Fact[], field: string): readonly Fact[] =>
  facts
    .filter((fact) => fact.field === field)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));

export const registrationEvents: DerivedEvents = {
  produces: [
    'registration.granted',
    'registration.ended',
    'registration.cancelled',
    'registration.cancellation-ordered',
    'exports.began',
  ],
  derive,
  toldBy: { 'registration.cancellation-ordered': 'gstin.cancellationOrderOn' },
};

/** Events that follow from a GSTIN's life: they start BANK-10A and GSTR-10 and end the months of GSTR-5. */
import type { DerivedEvents, EventDerivation, EventOccurrence, LocalDate } from '@compliance-os/compliance';
import { addDays, isLocalDate, later } from '@compliance-os/compliance';

/**
 * `registration.granted` on the first day; with a last day known, `registration.ended` on it and
 * `registration.cancelled` on the later of the effective date of cancellation (the day after) and its order (s.45).
 */
const derive: EventDerivation = (facts, life) => {
  const granted: EventOccurrence = {
    id: `granted-${life.from}`,
    name: 'registration.granted',
    date: life.from,
  };
  if (life.to === null) return [granted];
  const order = facts.find((f) => f.field === 'gstin.cancellationOrderOn')?.value;
  const effective: LocalDate = addDays(life.to, 1);
  const date = typeof order === 'string' && isLocalDate(order) ? later(effective, order) : effective;
  return [
    granted,
    { id: `ended-${life.to}`, name: 'registration.ended', date: life.to },
    { id: `cancelled-${effective}`, name: 'registration.cancelled', date },
  ];
};

export const registrationEvents: DerivedEvents = {
  produces: ['registration.granted', 'registration.ended', 'registration.cancelled'],
  derive,
};

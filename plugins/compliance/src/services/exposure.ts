import type { InstanceDetail } from '../api/instances.ts';
import {
  accrue,
  eventDates,
  rupeesText,
  withDerived,
  type Accrual,
  type Charge,
  type Fact,
  type LocalDate,
} from '../domain/index.ts';
import { masterOf, periodOf, type InstanceRecord } from '../store/instance-record.ts';
import type { KnownSubject } from '../store/subjects.ts';
import type { Catalogue } from './catalogue.ts';

/** Filing days of the subject's other masters for one period, by code. */
export type FiledOn = Readonly<Record<string, LocalDate>>;

export interface Declared {
  readonly nil: boolean | null;
  /** paise by name: what interest runs on, where a submission says it */
  readonly amounts: Readonly<Record<string, number | null>>;
}

/**
 * What has accrued by itself on an instance up to a day: today while it is open, that of the filing that stands.
 * @returns null while it has no date
 */
export const exposureOf = (
  record: Pick<
    InstanceRecord,
    | 'master_version_id'
    | 'content'
    | 'period'
    | 'period_from'
    | 'statutory_date'
    | 'extended_date'
    | 'fee_free_until'
  >,
  subject: KnownSubject,
  catalogue: Catalogue,
  filedOn: FiledOn,
  declared: Declared,
  upTo: LocalDate,
): Accrual | null => {
  const { statutory_date: statutory } = record;
  if (statutory === null) return null;
  const period = periodOf(record);
  const { facts, life, events } = subject.subject;
  return accrue(masterOf(record), {
    period,
    dates: { statutory, extended: record.extended_date, feeFreeUntil: record.fee_free_until },
    upTo,
    facts: factsIn(facts, subject, catalogue, period),
    nil: declared.nil,
    amounts: declared.amounts,
    events: eventDates([...events, ...catalogue.events.flatMap((derive) => derive(facts, life))], period),
    filedOn,
  });
};

const factsIn = (
  facts: readonly Fact[],
  { subject }: KnownSubject,
  { derivations }: Catalogue,
  period: { readonly from: LocalDate; readonly to: LocalDate },
): readonly Fact[] => withDerived(facts, derivations, subject.life, period);

/** Lines for people; null where nothing accrues and nothing is left open. */
export const exposureLines = (accrual: Accrual | null): InstanceDetail['exposure'] => {
  if (accrual === null) return null;
  const charges = [accrual.lateFee, ...accrual.interest];
  const priced = charges.filter((charge) => charge.kind === 'priced');
  const unpriced = charges.filter((charge) => charge.kind === 'unpriced');
  return {
    lines: priced.map((charge) => ({
      head: charge.name,
      basis: basisOf(charge),
      amountPaise: charge.amount,
    })),
    totalPaise: accrual.total,
    unpriced: unpriced.map((charge) => `${charge.name}: ${charge.reason} (${charge.law})`),
  };
};

const basisOf = (charge: Extract<Charge, { kind: 'priced' }>): string =>
  [
    `${charge.days} days`,
    ...(charge.perDay > 0 ? [`${rupeesText(charge.perDay)} a day`] : []),
    ...(charge.capped ? ['at its cap'] : []),
    charge.law,
    ...charge.assumptions,
  ].join('; ');

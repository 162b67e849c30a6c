/** What is recorded about a licence besides its number, and what follows from it. */
import {
  isLocalDate,
  type EventOccurrence,
  type Fact,
  type FactValue,
  type FieldNames,
  type LocalDate,
} from '@compliance-os/compliance';

export const BUSINESSES = [
  'manufacturer',
  'importer',
  'repacker',
  'storage',
  'transport',
  'retail',
  'catering',
] as const;

export const FIELDS: FieldNames = {
  'fssai.kind': { label: 'licence or registration' },
  'fssai.grantedIn': { label: 'year of the grant' },
  'fssai.validUntil': { label: 'last day of the food licence' },
  'fssai.business': { label: 'kind of food business' },
};

type Stated = { readonly field: string; readonly value: FactValue | null; readonly from: string };

const inOrder = <T extends Stated>(facts: readonly T[], field: string): readonly T[] =>
  facts.filter((fact) => fact.field === field).toSorted((a, b) => (a.from < b.from ? -1 : 1));

/** The last day that was recorded last: a renewal is the next one. */
export function validUntil(facts: readonly Stated[]): LocalDate | null {
  const value = inOrder(facts, 'fssai.validUntil').at(-1)?.value;
  return typeof value === 'string' && isLocalDate(value) ? value : null;
}

export function businessOf(facts: readonly Stated[]): string | null {
  const value = inOrder(facts, 'fssai.business').at(-1)?.value;
  return typeof value === 'string' ? value : null;
}

/** Each term of a licence ends once. The ids carry no date: a day that is corrected moves the obligation and makes no second one. */
export function expiries(facts: readonly Fact[]): readonly EventOccurrence[] {
  return inOrder(facts, 'fssai.validUntil').flatMap(({ value }, term) =>
    typeof value === 'string' && isLocalDate(value)
      ? [{ id: `term-${term + 1}`, name: 'fssai.expires', date: value }]
      : [],
  );
}

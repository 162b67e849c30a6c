/**
 * GSTR-3B of the period before → GSTR-1 → GSTR-3B → GSTR-1 of the next period.
 *
 * Rule 59(6) takes no GSTR-1 (or IFF) while the GSTR-3B of the preceding period is open; s.39(10) takes no GSTR-3B
 * while an earlier one is open; and the GSTR-3B of a period takes its liability from the GSTR-1 of that period.
 */
import { CLOSED_STATUSES } from '@compliance-os/compliance';

/** An obligation, as far as its place in the chain needs it. Dates are IST calendar dates. */
export interface ChainInstance {
  readonly id: string;
  readonly masterCode: string;
  readonly period: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly status: string;
}

export type ChainRole = 'previous-return' | 'statement' | 'return' | 'next-statement';

export interface ChainStep<T extends ChainInstance> {
  readonly role: ChainRole;
  readonly instance: T;
  readonly state: 'closed' | 'open' | 'blocked';
  readonly waitsFor: readonly { readonly instanceId: string; readonly law: string }[];
}

const RETURNS = ['GST-GSTR3B-M', 'GST-GSTR3B-Q'];
const STATEMENTS = ['GST-GSTR1-M', 'GST-GSTR1-Q'];
/** Belong to the return of the period that they lie in. */
const WITHIN_RETURN = ['GST-IFF', 'GST-PMT06', 'GST-IMS-2B', 'GST-IMS-2B-Q'];

const closed = ({ status }: ChainInstance): boolean => CLOSED_STATUSES.some((known) => known === status);
const contains = (outer: ChainInstance, inner: ChainInstance): boolean =>
  outer.periodFrom <= inner.periodFrom && inner.periodTo <= outer.periodTo;
const first = <T extends ChainInstance>(instances: readonly T[]): T | undefined =>
  instances.toSorted((a, b) => (a.periodTo < b.periodTo ? -1 : 1))[0];
const last = <T extends ChainInstance>(instances: readonly T[]): T | undefined =>
  instances.toSorted((a, b) => (a.periodTo < b.periodTo ? 1 : -1))[0];

/**
 * The chain around one instance, in the order of filing.
 * @param instances all obligations of the same GSTIN, in any order
 * @returns nothing for an instance that has no place in it
 */
export function filingChain<T extends ChainInstance>(
  instances: readonly T[],
  of: ChainInstance,
): readonly ChainStep<T>[] {
  if (![...RETURNS, ...STATEMENTS, ...WITHIN_RETURN].includes(of.masterCode)) return [];
  const returns = instances.filter(({ masterCode }) => RETURNS.includes(masterCode));
  const statements = instances.filter(({ masterCode }) => STATEMENTS.includes(masterCode));
  const centre = [...returns, ...statements].find((one) => contains(one, of));
  if (centre === undefined) return [];

  const previous = last(returns.filter((one) => one.periodTo < centre.periodFrom));
  const statement = statements.find((one) => one.period === centre.period);
  const own = returns.find((one) => one.period === centre.period);
  const upcoming = instances.filter(
    (one) =>
      (STATEMENTS.includes(one.masterCode) || one.masterCode === 'GST-IFF') &&
      one.periodFrom > centre.periodTo,
  );
  return [
    step('previous-return', previous, []),
    step('statement', statement, [[previous, 'rule 59(6)']]),
    step('return', own, [
      [statement, 'CGST s.39(1), rule 61'],
      [previous, 'CGST s.39(10)'],
    ]),
    step('next-statement', first(upcoming), [[own, 'rule 59(6)']]),
  ].flatMap((made) => (made === undefined ? [] : [made]));
}

function step<T extends ChainInstance>(
  role: ChainRole,
  instance: T | undefined,
  before: readonly (readonly [T | undefined, string])[],
): ChainStep<T> | undefined {
  if (instance === undefined) return undefined;
  if (closed(instance)) return { role, instance, state: 'closed', waitsFor: [] };
  const waitsFor = before.flatMap(([one, law]) =>
    one === undefined || closed(one) ? [] : [{ instanceId: one.id, law }],
  );
  return { role, instance, state: waitsFor.length > 0 ? 'blocked' : 'open', waitsFor };
}

/**
 * GSTR-3B of the period before → GSTR-1 → GSTR-3B → GSTR-1 of the next period.
 *
 * Which return holds back which is said once, by the dependencies of the masters: rule 59(6) takes no GSTR-1 (or IFF)
 * while the GSTR-3B of the preceding period is open; s.39(10) takes no GSTR-3B while an earlier one is open; and the
 * GSTR-3B of a period takes its liability from the GSTR-1 of that period.
 */
import type { Master, Sibling } from '@compliance-os/compliance';
import { blockingDependencies, dependencyStates, masterFor, parsePeriod } from '@compliance-os/compliance';

/** An obligation, as far as its place in the chain needs it. Dates are IST calendar dates. */
export interface ChainInstance {
  readonly id: string;
  readonly masterCode: string;
  readonly period: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  /** nothing is owed any more */
  readonly settled: boolean;
}

export type ChainRole = 'earlier' | 'previous-return' | 'statement' | 'return' | 'next-statement';

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
const CHAIN = [...RETURNS, ...STATEMENTS, ...WITHIN_RETURN];

const contains = (outer: ChainInstance, inner: ChainInstance): boolean =>
  outer.periodFrom <= inner.periodFrom && inner.periodTo <= outer.periodTo;
const first = <T extends ChainInstance>(instances: readonly T[]): T | undefined =>
  instances.toSorted((a, b) => (a.periodTo < b.periodTo ? -1 : 1))[0];
const last = <T extends ChainInstance>(instances: readonly T[]): T | undefined =>
  instances.toSorted((a, b) => (a.periodTo < b.periodTo ? 1 : -1))[0];

/**
 * The chain around one instance, in the order of filing, with everything that its own period and the next wait for.
 * @param masters whose dependencies say what waits for what
 * @param instances all obligations of the same GSTIN, in any order
 * @returns nothing for an instance that has no place in it
 */
export function filingChain<T extends ChainInstance>(
  masters: readonly Master[],
  instances: readonly T[],
  of: ChainInstance,
): readonly ChainStep<T>[] {
  if (!CHAIN.includes(of.masterCode)) return [];
  const chained = instances.filter(({ masterCode }) => CHAIN.includes(masterCode));
  const returns = chained.filter(({ masterCode }) => RETURNS.includes(masterCode));
  const statements = chained.filter(({ masterCode }) => STATEMENTS.includes(masterCode));
  const centre = [...returns, ...statements].find((one) => contains(one, of));
  if (centre === undefined) return [];

  const upcoming = chained.filter(
    (one) =>
      (STATEMENTS.includes(one.masterCode) || one.masterCode === 'GST-IFF') &&
      one.periodFrom > centre.periodTo,
  );
  const siblings = chained.map(toSibling);
  const step = (role: ChainRole, instance: T | undefined): readonly ChainStep<T>[] =>
    instance === undefined ? [] : [{ role, instance, ...standing(masters, siblings, instance) }];
  const steps = [
    ...step('previous-return', last(returns.filter((one) => one.periodTo < centre.periodFrom))),
    ...step(
      'statement',
      statements.find((one) => one.period === centre.period),
    ),
    ...step(
      'return',
      returns.find((one) => one.period === centre.period),
    ),
    ...step('next-statement', first(upcoming)),
  ];
  const shown = new Set(steps.map(({ instance }) => instance.id));
  const waitedFor = new Set(
    steps
      .filter(({ role }) => role !== 'previous-return')
      .flatMap(({ waitsFor }) => waitsFor.map(({ instanceId }) => instanceId)),
  );
  const earlier = chained.filter(({ id }) => waitedFor.has(id) && !shown.has(id));
  return [...earlier.flatMap((one) => step('earlier', one)), ...steps];
}

/** As the guard of filing sees it, which asks the same dependencies. */
function standing(
  masters: readonly Master[],
  siblings: readonly Sibling[],
  instance: ChainInstance,
): Pick<ChainStep<ChainInstance>, 'state' | 'waitsFor'> {
  if (instance.settled) return { state: 'closed', waitsFor: [] };
  const period = parsePeriod(instance.period);
  const master = masterFor(
    masters.filter(({ code }) => code === instance.masterCode),
    period,
  );
  const waitsFor = blockingDependencies(
    master === null ? [] : dependencyStates(master, period, siblings),
  ).flatMap(({ dependency, waitingFor }) =>
    waitingFor.map(({ id }) => ({ instanceId: id, law: dependency.law ?? master!.law })),
  );
  return { state: waitsFor.length > 0 ? 'blocked' : 'open', waitsFor };
}

const toSibling = (one: ChainInstance): Sibling => ({
  id: one.id,
  master: one.masterCode,
  period: parsePeriod(one.period),
  state: one.settled ? 'done' : 'open',
});

import { describeTarget, isMet, type Measure, type Row, type Sample, type Target } from './row.ts';
import { median, spreadOf } from './statistics.ts';

const NOISY_FROM = 0.25;

export interface Comparison {
  readonly name: string;
  readonly unit: string;
  readonly target?: Target;
  /** rounds that count; one more is run first and dropped */
  readonly rounds: number;
  readonly product: Measure;
  readonly baseline: Measure;
  readonly note?: string;
}

const cpuOf = (samples: readonly Sample[]): number | null => {
  const known = samples.flatMap(({ cpuMicros }) => (cpuMicros === undefined ? [] : [cpuMicros]));
  return known.length === 0 ? null : median(known);
};

/**
 * Product and baseline in turn, the other one first in every second round, so that whatever else the machine does
 * falls on both. The ratio is the median of the rounds' own ratios: what both share in a round cancels out.
 */
export const compare = async ({
  name,
  unit,
  target,
  rounds,
  product,
  baseline,
  note = '',
}: Comparison): Promise<Row> => {
  const pairs: { product: Sample; baseline: Sample }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0 ? await product() : await baseline();
    const second = round % 2 === 0 ? await baseline() : await product();
    const pair = round % 2 === 0 ? [first, second] : [second, first];
    if (round > 0) pairs.push({ product: pair[0]!, baseline: pair[1]! });
  }
  const products = pairs.map((pair) => pair.product);
  const baselines = pairs.map((pair) => pair.baseline);
  const values = products.map(({ value }) => value);
  const baselineValues = baselines.map(({ value }) => value);
  const ratio = median(pairs.map((pair) => pair.product.value / pair.baseline.value));
  return {
    name,
    unit,
    product: median(values),
    baseline: median(baselineValues),
    ratio,
    spread: { product: spreadOf(values), baseline: spreadOf(baselineValues) },
    cpuMicros: { product: cpuOf(products), baseline: cpuOf(baselines) },
    target: describeTarget(target),
    met: isMet(target, median(values), ratio),
    noisy: spreadOf(baselineValues) > NOISY_FROM,
    rounds,
    note,
  };
};

/** A number by itself, such as a start time, or beside one that was measured before. */
export const observed = ({
  name,
  unit,
  target,
  values,
  baseline,
  note = '',
}: {
  readonly name: string;
  readonly unit: string;
  readonly target?: Target;
  readonly values: readonly number[];
  readonly baseline?: readonly number[];
  readonly note?: string;
}): Row => {
  const value = median(values);
  const base = baseline === undefined ? null : median(baseline);
  const ratio = base === null ? null : value / base;
  const spread = (of: readonly number[] | undefined): number | null =>
    of === undefined || of.length < 3 ? null : spreadOf(of);
  return {
    name,
    unit,
    product: value,
    baseline: base,
    ratio,
    spread: { product: spread(values), baseline: spread(baseline) },
    cpuMicros: { product: null, baseline: null },
    target: describeTarget(target),
    met: isMet(target, value, ratio),
    noisy: (spread(baseline ?? values) ?? 0) > NOISY_FROM,
    rounds: values.length,
    note,
  };
};

/** Runs `work` so many times in a row, as one caller would. @returns milliseconds and processor time of each */
export const timed = async (times: number, work: () => Promise<unknown>): Promise<Sample> => {
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let done = 0; done < times; done++) await work();
  const took = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { value: took / times, cpuMicros: (user + system) / times };
};

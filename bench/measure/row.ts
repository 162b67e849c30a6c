/** What one side of a comparison did in one round. */
export interface Sample {
  readonly value: number;
  /** processor time of the measured process for one operation, in microseconds */
  readonly cpuMicros?: number | undefined;
}

export type Measure = () => Promise<Sample>;

/** What a number is held to: the ratio of product to baseline, or the product's own value. */
export interface Target {
  readonly of: 'ratio' | 'value';
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One line of the table, and one object of `bench-results.json`. */
export interface Row {
  readonly name: string;
  /** `requests/s`, `ms`, `MB` */
  readonly unit: string;
  readonly product: number;
  readonly baseline: number | null;
  /** median over the rounds of product divided by baseline of the same round */
  readonly ratio: number | null;
  readonly spread: { readonly product: number | null; readonly baseline: number | null };
  readonly cpuMicros: { readonly product: number | null; readonly baseline: number | null };
  readonly target: string;
  /** null where there is no target */
  readonly met: boolean | null;
  /** the baseline itself moved by more than a quarter: read the ratio with care */
  readonly noisy: boolean;
  readonly rounds: number;
  readonly note: string;
}

const SIGN = { ratio: '×', value: '' } as const;

export const describeTarget = (target: Target | undefined): string => {
  if (!target) return '';
  const unit = SIGN[target.of];
  return target.atLeast === undefined ? `≤ ${target.atMost}${unit}` : `≥ ${target.atLeast}${unit}`;
};

export const isMet = (target: Target | undefined, value: number, ratio: number | null): boolean | null => {
  if (!target) return null;
  const held = target.of === 'ratio' ? ratio : value;
  if (held === null) return null;
  return held >= (target.atLeast ?? -Infinity) && held <= (target.atMost ?? Infinity);
};

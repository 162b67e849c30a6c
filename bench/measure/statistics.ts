const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** @param share 0.5 for the median, 0.95 for p95; between two values, the line between them */
export const quantile = (values: readonly number[], share: number): number => {
  const ordered = sorted(values);
  const at = (ordered.length - 1) * share;
  const below = ordered[Math.floor(at)] ?? Number.NaN;
  const above = ordered[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** How far rounds lie apart: the middle half of them as a share of their median. */
export const spreadOf = (values: readonly number[]): number =>
  (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);

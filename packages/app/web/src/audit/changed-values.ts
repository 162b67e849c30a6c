import type { RowImage } from '../api/core.ts';

export interface ChangedValue {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** The fields whose value differs between two images of a row, in the order of the later one. */
export function changedValues(before: RowImage | null, after: RowImage | null): ChangedValue[] {
  const fields = new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})]);
  return [...fields]
    .map((field) => ({ field, before: textOf(before?.[field]), after: textOf(after?.[field]) }))
    .filter((it) => it.before !== it.after);
}

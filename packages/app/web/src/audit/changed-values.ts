import type { RowImage } from '../api/core.ts';

export interface ChangedValue {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The fields whose value differs between two images of a row, in the order of the later one. */
export function changedValues(before: RowImage | null, after: RowImage | null): ChangedValue[] {
  const fields = new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})]);
  return [...fields]
    .map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
    .filter((it) => it.before !== it.after);
}

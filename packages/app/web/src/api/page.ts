/** A page of a list. `total` is there only when it was asked for. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly pageInfo: { readonly nextCursor: string | null; readonly hasNext: boolean };
  readonly total?: number;
}

export type QueryValue = string | number | boolean | null | undefined | readonly string[];

/** `?a=1&b=x,y`, without what is absent; empty when nothing is left. */
export function queryString(values: Readonly<Record<string, QueryValue>>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === '') continue;
    query.set(key, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = query.toString();
  return text && `?${text}`;
}

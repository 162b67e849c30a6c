import { z } from 'zod';
import { invalid } from '../http/problem.ts';
import { decodeCursor, encodeCursor, type Page } from '../http/list.ts';

/** A column that a list can be sorted by: its SQL, never null, and its type. */
export interface SortColumn {
  readonly sql: string;
  readonly type: 'text' | 'timestamptz' | 'bigint';
}

interface ListQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: string;
}

export interface Keyset {
  /** condition that begins after the cursor; `true` without one */
  readonly where: string;
  /** `order by … limit …`: one row more than asked for, which tells whether there are more */
  readonly tail: string;
  /** the value to select as `sort_value` */
  readonly sortValue: string;
}

/**
 * The part of a statement that reads one page by its keys: no row is skipped or repeated when others come and go.
 * Values are appended to `values`.
 * @param id column that tells rows with one sort value apart
 * @throws Refusal `INVALID` for a cursor that is not of this list
 */
export const keyset = (
  query: ListQuery,
  columns: Readonly<Record<string, SortColumn>>,
  id: string,
  values: unknown[],
): Keyset => {
  const descending = query.sort.startsWith('-');
  const column = columns[descending ? query.sort.slice(1) : query.sort];
  if (!column) throw new Error(`a list cannot be sorted by "${query.sort}"`);
  const direction = descending ? 'desc' : 'asc';
  const where = query.cursor === undefined ? 'true' : after(query.cursor, column, id, descending, values);
  values.push(query.limit + 1);
  return {
    where,
    tail: `order by ${column.sql} ${direction}, ${id} ${direction} limit $${values.length}`,
    sortValue: `${column.sql}::text as sort_value`,
  };
};

const after = (
  cursor: string,
  { sql, type }: SortColumn,
  id: string,
  descending: boolean,
  values: unknown[],
): string => {
  const at = decodeCursor(cursor);
  const fits = typeof at[0] === 'string' && z.uuid().safeParse(at[1]).success && isOf(type, at[0]);
  if (!fits)
    throw invalid('The cursor is not one of this list.', [
      { path: 'cursor', message: 'not a cursor of this list' },
    ]);
  values.push(at[0], at[1]);
  return `(${sql}, ${id}) ${descending ? '<' : '>'} ($${values.length - 1}::${type}, $${values.length}::uuid)`;
};

const isOf = (type: SortColumn['type'], value: string): boolean => {
  switch (type) {
    case 'text':
      return !value.includes('\0');
    case 'timestamptz':
      return !Number.isNaN(Date.parse(value));
    case 'bigint':
      return /^\d{1,18}$/.test(value);
  }
};

/** Rows, of which there may be one too many, as a page. */
export const pageFrom = <R extends { readonly id: string; readonly sort_value: string }, T>(
  rows: readonly R[],
  limit: number,
  item: (row: R) => T,
): Page<T> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasNext = rows.length > limit;
  return {
    items: shown.map(item),
    pageInfo: { hasNext, nextCursor: hasNext && last ? encodeCursor(last.sort_value, last.id) : null },
  };
};

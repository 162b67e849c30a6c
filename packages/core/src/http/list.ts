import { z } from 'zod';
import { invalid } from './problem.ts';

/** The part of a list's query that all lists share. `sort` is a field, with `-` before it for descending. */
export const listQuery = <const F extends readonly [string, ...string[]]>(
  sortable: F,
  byDefault: F[number] | `-${F[number]}`,
) =>
  z.object({
    limit: z.coerce.number().int().min(1).max(500).default(25),
    cursor: z.string().max(500).optional(),
    sort: z
      .enum(sortable.flatMap((field) => [field, `-${field}`]) as [string, ...string[]])
      .default(byDefault),
    total: z.stringbool().default(false),
  });

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    pageInfo: z.object({ nextCursor: z.string().nullable(), hasNext: z.boolean() }),
    total: z.int().optional(),
  });

const ROWS_READ = [26, 51, 101, 201, 501];

/**
 * How many rows a statement reads for a page: one more than the page holds, at least. It stands in the text of the
 * statement, since of a limit that is a parameter PostgreSQL assumes a tenth of all rows and plans for those; and in
 * few sizes, so that there are few statements.
 */
export const rowsForPage = (limit: number): number =>
  ROWS_READ.find((rows) => rows > limit) ?? Math.trunc(limit) + 1;

export interface Page<T> {
  readonly items: T[];
  readonly pageInfo: { readonly nextCursor: string | null; readonly hasNext: boolean };
  readonly total?: number;
}

/** Where a page ended: the sort value and the id of its last row. */
export const encodeCursor = (value: string | number | null, id: string): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

const Cursor = z.tuple([z.union([z.string(), z.number(), z.null()]), z.string()]);

/** @throws Refusal `INVALID`: a list that began again from a cursor it cannot read would be walked for ever */
export const decodeCursor = (cursor: string): z.infer<typeof Cursor> => {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw invalid('The cursor does not fit.', [
      { path: 'cursor', message: 'take it from pageInfo.nextCursor of the page before', received: cursor },
    ]);
  }
};

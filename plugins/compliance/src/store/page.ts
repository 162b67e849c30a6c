import { decodeCursor, encodeCursor, rowsForPage, type Page, type Queries } from '@compliance-os/core';

export interface KeysetQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: string;
  readonly total: boolean;
}

export interface KeysetSource {
  /** columns of a row, without the sort value */
  readonly select: string;
  readonly from: string;
  readonly where: string;
  readonly values: unknown[];
  /** expression that is never null, and its type, by the name of a sort */
  readonly sorts: Readonly<Record<string, { readonly by: string; readonly type: string }>>;
  /** unique within the list, with its type */
  readonly key: { readonly by: string; readonly type: string };
}

/** One page of a list that walks by cursor: the sort value and the key of the last row. */
export const readPage = async <Row extends object, Item>(
  q: Queries,
  query: KeysetQuery,
  source: KeysetSource,
  toItem: (row: Row) => Item,
): Promise<Page<Item>> => {
  const { select, from, where, key } = source;
  const total = query.total
    ? ((
        await q.first<{ n: number }>(`select count(*)::int as n from ${from} where ${where}`, [
          ...source.values,
        ])
      )?.n ?? 0)
    : undefined;
  const descending = query.sort.startsWith('-');
  const { by, type } = source.sorts[query.sort.replace('-', '')]!;
  const values = [...source.values];
  let after = '';
  if (query.cursor !== undefined) {
    const at = decodeCursor(query.cursor);
    const [value, id] = [values.push(at[0]), values.push(at[1])];
    after = ` and (${by}, ${key.by}) ${descending ? '<' : '>'} ($${value}::${type}, $${id}::${key.type})`;
  }
  const direction = descending ? 'desc' : 'asc';
  const rows = await q.rows<Row & { sort_value: string; sort_key: string }>(
    `select ${select}, (${by})::text as sort_value, (${key.by})::text as sort_key from ${from} where ${where}${after}
     order by ${by} ${direction}, ${key.by} ${direction} limit ${rowsForPage(query.limit)}`,
    values,
  );
  const last = rows[query.limit - 1];
  const hasNext = rows.length > query.limit;
  return {
    items: rows.slice(0, query.limit).map(toItem),
    pageInfo: { hasNext, nextCursor: hasNext && last ? encodeCursor(last.sort_value, last.sort_key) : null },
    ...(total === undefined ? {} : { total }),
  };
};

export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

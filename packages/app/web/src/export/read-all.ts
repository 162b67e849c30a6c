import { queryString, type Page, type QueryValue } from '../api/page.ts';
import { request } from '../api/portal.ts';

/** The most rows that one export holds: beyond it, a filter serves the reader better than a file. */
export const EXPORT_LIMIT = 10_000;
const PAGE_SIZE = 500;

/** Every row that the list shows, under its filter and order, page by page. */
export async function readAll<T>(path: string, query: Readonly<Record<string, QueryValue>>): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await request(`${path}${queryString({ ...query, limit: PAGE_SIZE, cursor })}`);
    rows.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor && rows.length < EXPORT_LIMIT);
  return rows.slice(0, EXPORT_LIMIT);
}

import type { PortalRequest } from '@compliance-os/ui';
import { queryString, type Page, type QueryValue } from '../api/page.ts';
import { PageCursors } from './page-cursors.ts';

export interface ListQuery {
  readonly path: string;
  readonly page: number;
  readonly perPage: number;
  readonly sort?: { readonly field: string; readonly order: 'ASC' | 'DESC' } | undefined;
  readonly filter?: Readonly<Record<string, QueryValue>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads numbered pages from a list that walks by cursor. */
export function createListReader(request: PortalRequest) {
  const cursors = new PageCursors();

  return async <T>({ path, page, perPage, sort, filter, signal }: ListQuery): Promise<Page<T>> => {
    const query = {
      limit: perPage,
      sort: sort && (sort.order === 'DESC' ? `-${sort.field}` : sort.field),
      ...filter,
    };
    const list = `${path}${queryString(query)}`;
    let { page: at, cursor } = cursors.closest(list, page);
    for (;;) {
      // Only the page that is shown counts its list: a total costs the server a second query.
      const wanted = queryString({ ...query, cursor, ...(at === page ? { total: true } : {}) });
      const answer = await request<Page<T>>(`${path}${wanted}`, signal ? { signal } : {});
      const next = answer.pageInfo.nextCursor;
      if (next) cursors.remember(list, at + 1, next);
      if (at >= page || !next) return answer;
      at += 1;
      cursor = next;
    }
  };
}

import type { DataProvider, GetListParams, Identifier, RaRecord } from 'react-admin';
import { request } from '../api/portal.ts';
import type { QueryValue } from '../api/page.ts';
import { changedFields } from './changed-fields.ts';
import { createListReader } from './list-reader.ts';
import { pathOf } from './resource-paths.ts';

const readList = createListReader(request);

async function getList<T extends RaRecord>(
  resource: string,
  params: GetListParams & { signal?: AbortSignal },
) {
  const page = params.pagination?.page ?? 1;
  const { items, pageInfo, total } = await readList<T>({
    path: pathOf(resource),
    page,
    perPage: params.pagination?.perPage ?? 25,
    sort: params.sort,
    filter: params.filter as Record<string, QueryValue>,
    signal: params.signal,
  });
  return {
    data: [...items],
    // Partial pagination: a cursor can go on and back, not jump. The total is shown, not counted with.
    pageInfo: { hasNextPage: pageInfo.hasNext, hasPreviousPage: page > 1 },
    meta: { total },
  };
}

const recordPath = (resource: string, id: Identifier) => `${pathOf(resource)}/${encodeURIComponent(id)}`;
const patch = <T>(resource: string, id: Identifier, data: object) =>
  request<T>(recordPath(resource, id), { method: 'PATCH', body: data });
const remove = <T>(resource: string, id: Identifier) =>
  request<T>(recordPath(resource, id), { method: 'DELETE' });

/** A thin map of react-admin's calls onto the API's conventions: keyset lists, PATCH of what changed. */
export const dataProvider: DataProvider = {
  supportAbortSignal: true,
  getList,
  getOne: async <T extends RaRecord>(
    resource: string,
    { id, signal }: { id: Identifier; signal?: AbortSignal },
  ) => ({
    data: await request<T>(recordPath(resource, id), signal ? { signal } : {}),
  }),
  getMany: async <T extends RaRecord>(resource: string, { ids }: { ids: Identifier[] }) => {
    // Lists have no filter by id; a page refers to few records, and react-query keeps them.
    return { data: await Promise.all(ids.map((id) => request<T>(recordPath(resource, id)))) };
  },
  getManyReference: (resource, { target, id, filter, ...params }) =>
    getList(resource, { ...params, filter: { ...filter, [target]: id } }),
  create: async (resource, { data }) => ({ data: await request(pathOf(resource), { body: data }) }),
  update: async (resource, { id, data, previousData }) => ({
    data: await patch(resource, id, changedFields(data, previousData)),
  }),
  updateMany: async (resource, { ids, data }) => {
    await Promise.all(ids.map((id) => patch(resource, id, data)));
    return { data: ids };
  },
  delete: async <T extends RaRecord>(resource: string, { id }: { id: Identifier }) => ({
    data: await remove<T>(resource, id),
  }),
  deleteMany: async (resource, { ids }) => {
    await Promise.all(ids.map((id) => remove(resource, id)));
    return { data: ids };
  },
};

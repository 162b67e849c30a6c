import { expect, test } from 'vitest';
import type { PortalRequest } from '@compliance-os/ui';
import { createListReader } from './list-reader.ts';

/** A list of `count` numbers behind cursors, and the calls made to it. */
function listOf(count: number) {
  const calls: string[] = [];
  const request = (async (path: string) => {
    calls.push(path);
    const query = new URL(path, 'http://host').searchParams;
    const from = Number(query.get('cursor') ?? 0);
    const limit = Number(query.get('limit'));
    const next = from + limit < count ? String(from + limit) : null;
    return {
      items: Array.from({ length: Math.min(limit, count - from) }, (_, index) => from + index),
      pageInfo: { nextCursor: next, hasNext: next !== null },
      total: count,
    };
  }) as PortalRequest;
  return { calls, read: createListReader(request) };
}
const page = (number: number) => ({ path: '/v1/x', page: number, perPage: 10 });

test('pages in order cost one call each', async () => {
  const { calls, read } = listOf(25);
  expect((await read<number>(page(1))).items[0]).toBe(0);
  expect((await read<number>(page(2))).items[0]).toBe(10);
  expect((await read<number>(page(3))).items).toEqual([20, 21, 22, 23, 24]);
  expect(calls).toHaveLength(3);
});

test('a page opened by its address is walked to', async () => {
  const { calls, read } = listOf(100);
  expect((await read<number>(page(4))).items[0]).toBe(30);
  expect(calls).toHaveLength(4);
});

test('only the page that is shown asks for the total', async () => {
  const { calls, read } = listOf(100);
  await read<number>(page(2));
  expect(calls.map((call) => call.includes('total=true'))).toEqual([false, true]);
});

test('a page past the end is the last page', async () => {
  const { read } = listOf(15);
  expect((await read<number>(page(9))).items[0]).toBe(10);
});

test('another filter or order is another list', async () => {
  const { calls, read } = listOf(30);
  await read<number>(page(2));
  await read<number>({ ...page(2), filter: { status: 'filed' } });
  await read<number>({ ...page(2), sort: { field: 'dueDate', order: 'DESC' } });
  expect(calls).toHaveLength(6);
  expect(calls[5]).toBe('/v1/x?limit=10&sort=-dueDate&cursor=10&total=true');
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '../context/context.ts';
import { CacheStore } from './cache.ts';
import { LocalInvalidation } from './invalidation.ts';

const of = (tenant: string): Context => ({ tenant }) as Context;
const [a, b] = [of('a'), of('b')];
/** Open transactions by context, each with what waits for its commit. */
const open = new Map<Context, { afterCommit(callback: () => void): void; commit(): void }>();
const writing = (ctx: Context): Context & { commit(): void } => {
  const waiting: (() => void)[] = [];
  const commit = (): void => {
    open.delete(inside);
    for (const callback of waiting) callback();
  };
  const inside = { ...ctx, act: { name: 'notes.change' }, commit } as Context & { commit(): void };
  open.set(inside, { afterCommit: (callback) => waiting.push(callback), commit });
  return inside;
};
const opened = () => {
  const store = new CacheStore(new LocalInvalidation(), { of: (ctx) => open.get(ctx) });
  return { notes: store.forPlugin('notes'), tasks: store.forPlugin('tasks') };
};

/** Gives how often it was asked. */
const counting = () => {
  let calls = 0;
  return vi.fn<() => Promise<number>>(async () => ++calls);
};

describe('the cache', () => {
  afterEach(() => vi.useRealTimers());

  it('makes a value once, for one plugin and one tenant', async () => {
    const { notes, tasks } = opened();
    const make = counting();
    const get = (cache: typeof notes, ctx: Context) => cache.get(ctx, 'rates', { ttlMs: 1_000 }, make);
    expect(await Promise.all([get(notes, a), get(notes, a), get(notes, b), get(tasks, a)])).toEqual([
      1, 1, 2, 3,
    ]);
  });

  it('forgets a value when its time is over, and at once when it failed', async () => {
    vi.useFakeTimers();
    const { notes } = opened();
    const make = vi.fn<() => Promise<number>>(async () => 1).mockRejectedValueOnce(new Error('no'));
    const get = () => notes.get(a, 'rates', { ttlMs: 1_000 }, make);
    await expect(get()).rejects.toThrow('no');
    await get();
    vi.advanceTimersByTime(999);
    await get();
    expect(make).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(2);
    await get();
    expect(make).toHaveBeenCalledTimes(3);
  });

  it('drops what carries a tag, of that plugin and tenant alone', async () => {
    const { notes, tasks } = opened();
    const make = counting();
    const options = { ttlMs: 1_000, tags: ['master'] };
    const all = async () => [
      await notes.get(a, 'k', options, make),
      await notes.get(b, 'k', options, make),
      await tasks.get(a, 'k', options, make),
    ];
    expect(await all()).toEqual([1, 2, 3]);
    await notes.invalidate(a, ['master']);
    expect(await all()).toEqual([4, 2, 3]);
  });

  it('is emptied when the change is durable: who reads meanwhile does not bring the old value back', async () => {
    const { notes } = opened();
    let stored = 'old';
    const read = (ctx: Context) =>
      notes.get(ctx, 'rates', { ttlMs: 60_000, tags: ['rates'] }, async () => stored);
    expect(await read(a)).toBe('old');
    const change = writing(a);
    await notes.invalidate(change, ['rates']);
    expect(await read(a)).toBe('old');
    stored = 'new';
    change.commit();
    expect(await read(a)).toBe('new');
  });

  it('neither keeps nor gives what is read inside a transaction that writes', async () => {
    const { notes } = opened();
    const read = (ctx: Context, value: string) =>
      notes.get(ctx, 'rates', { ttlMs: 60_000, tags: ['rates'] }, async () => value);
    expect(await read(a, 'committed')).toBe('committed');
    const change = writing(a);
    expect(await read(change, 'not committed')).toBe('not committed');
    expect(await read(a, 'asked again')).toBe('committed');
  });

  it('keeps a bounded number of entries, the oldest go first', async () => {
    const { notes } = opened();
    const make = vi.fn<() => Promise<number>>(async () => 0);
    for (let i = 0; i <= 5_000; i++) await notes.get(a, `k${i}`, { ttlMs: 60_000 }, make);
    await notes.get(a, 'k1', { ttlMs: 60_000 }, make);
    expect(make).toHaveBeenCalledTimes(5_001);
    await notes.get(a, 'k0', { ttlMs: 60_000 }, make);
    expect(make).toHaveBeenCalledTimes(5_002);
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '../context/context.ts';
import { CacheStore } from './cache.ts';
import { LocalInvalidation } from './invalidation.ts';

const of = (tenant: string): Context => ({ tenant }) as Context;
const [a, b] = [of('a'), of('b')];
const opened = () => {
  const store = new CacheStore(new LocalInvalidation());
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

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '../context/context.ts';
import { CacheStore } from './cache.ts';
import { LocalInvalidation } from './invalidation.ts';

const of = (tenant: string): Context => ({ tenant }) as Context;
const [a, b] = [of('a'), of('b')];
const opened = () => {
  const store = new CacheStore(new LocalInvalidation());
  return { gst: store.forPlugin('gst'), tds: store.forPlugin('tds') };
};

describe('the cache', () => {
  afterEach(() => vi.useRealTimers());

  it('makes a value once, for one plugin and one tenant', async () => {
    const { gst, tds } = opened();
    const make = vi.fn<() => Promise<number>>(async () => make.mock.calls.length);
    const get = (cache: typeof gst, ctx: Context) => cache.get(ctx, 'rates', { ttlMs: 1_000 }, make);
    expect(await Promise.all([get(gst, a), get(gst, a), get(gst, b), get(tds, a)])).toEqual([1, 1, 2, 3]);
  });

  it('forgets a value when its time is over, and at once when it failed', async () => {
    vi.useFakeTimers();
    const { gst } = opened();
    const make = vi.fn<() => Promise<number>>(async () => 1).mockRejectedValueOnce(new Error('no'));
    const get = () => gst.get(a, 'rates', { ttlMs: 1_000 }, make);
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
    const { gst, tds } = opened();
    const make = vi.fn<() => Promise<number>>(async () => make.mock.calls.length);
    const options = { ttlMs: 1_000, tags: ['master'] };
    const all = async () => [
      await gst.get(a, 'k', options, make),
      await gst.get(b, 'k', options, make),
      await tds.get(a, 'k', options, make),
    ];
    expect(await all()).toEqual([1, 2, 3]);
    await gst.invalidate(a, ['master']);
    expect(await all()).toEqual([4, 2, 3]);
  });

  it('keeps a bounded number of entries, the oldest go first', async () => {
    const { gst } = opened();
    const make = vi.fn<() => Promise<number>>(async () => 0);
    for (let i = 0; i <= 5_000; i++) await gst.get(a, `k${i}`, { ttlMs: 60_000 }, make);
    await gst.get(a, 'k1', { ttlMs: 60_000 }, make);
    expect(make).toHaveBeenCalledTimes(5_001);
    await gst.get(a, 'k0', { ttlMs: 60_000 }, make);
    expect(make).toHaveBeenCalledTimes(5_002);
  });
});

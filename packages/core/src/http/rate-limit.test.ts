import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { describe, expect, it } from 'vitest';
import { Handfuls, handfulOf } from './rate-limit.ts';

const allowed = async (takers: readonly Handfuls[], requests: number): Promise<number> => {
  const outcomes = await Promise.all(
    Array.from({ length: requests }, (_, index) =>
      takers[index % takers.length]!.consume('tenant').then(
        () => true,
        (error: unknown) => {
          if (error instanceof RateLimiterRes) return false;
          throw error;
        },
      ),
    ),
  );
  return outcomes.filter(Boolean).length;
};

describe('a limit that processes take by the handful', () => {
  const shared = () => new RateLimiterMemory({ keyPrefix: 'test', points: 120, duration: 60 });

  it('lets exactly the limit through in one process', async () => {
    expect(await allowed([new Handfuls(shared(), 4)], 500)).toBe(120);
  });

  it('lets exactly the limit through in two processes that use what they take', async () => {
    const limiter = shared();
    expect(await allowed([new Handfuls(limiter, 4), new Handfuls(limiter, 4)], 500)).toBe(120);
  });

  it('asks the shared count once for a handful', async () => {
    const limiter = shared();
    let asked = 0;
    const consume = limiter.consume.bind(limiter);
    limiter.consume = (key, points) => {
      asked++;
      return consume(key, points);
    };
    await allowed([new Handfuls(limiter, 4)], 40);
    expect(asked).toBe(10);
  });

  it('gives new points when the window has ended', async () => {
    const limiter = new RateLimiterMemory({ keyPrefix: 'test', points: 4, duration: 0.05 });
    const handfuls = new Handfuls(limiter, 4);
    expect(await allowed([handfuls], 10)).toBe(4);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await allowed([handfuls], 10)).toBe(4);
  });

  it.each([
    [1200, 20],
    [1, 1],
    [59, 1],
    [1009, 1],
    [1000, 10],
  ])('takes of %i a minute %i at a time', (points, size) => {
    expect(handfulOf(points)).toBe(size);
  });
});

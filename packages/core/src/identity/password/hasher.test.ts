import { expect, test } from 'vitest';
import { ArgonHasher, Gate } from './hasher.ts';

const hasher = new ArgonHasher();

test('a password is kept as argon2id with the parameters that OWASP names first', async () => {
  expect(await hasher.hash('green-lantern-42')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('only the password that was hashed is accepted, in whatever Unicode form it is typed', async () => {
  const known = await hasher.hash('cafe\u0301 au lait');
  expect(await hasher.verify(known, 'caf\u00e9 au lait')).toBe(true);
  expect(await hasher.verify(known, 'cafe au lait')).toBe(false);
});

test('nobody signs in to an account that does not exist, not even with the password of the dummy', async () => {
  expect(await hasher.verify(undefined, 'nobody signs in with this')).toBe(false);
});

test('an unknown account costs the same time as a wrong password', async () => {
  const known = await hasher.hash('green-lantern-42');
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let round = 0; round < 15; round++) {
    for (const [name, hash] of [
      ['known', known],
      ['unknown', undefined],
    ] as const) {
      const start = performance.now();
      await hasher.verify(hash, 'a wrong password');
      times[name].push(performance.now() - start);
    }
  }
  const fastest = (values: readonly number[]): number => Math.min(...values);
  const ratio = fastest(times.unknown) / fastest(times.known);
  expect(ratio).toBeGreaterThan(0.7);
  expect(ratio).toBeLessThan(1.4);
});

test('a gate runs two at a time, keeps some waiting and refuses the rest at once', async () => {
  const gate = new Gate({ parallel: 2, waiting: 3 });
  const release: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = async (): Promise<string> => {
    most = Math.max(most, ++running);
    await new Promise<void>((resolve) => release.push(resolve));
    running--;
    return 'done';
  };
  const all = Array.from({ length: 7 }, () => gate.pass(work).catch((error: { code: string }) => error.code));
  const drain = setInterval(() => release.shift()?.(), 1);
  const results = await Promise.all(all);
  clearInterval(drain);
  expect(results).toEqual(['done', 'done', 'done', 'done', 'done', 'TOO_BUSY', 'TOO_BUSY']);
  expect(most).toBe(2);
  const after = gate.pass(async () => 'again');
  expect(await after).toBe('again');
});

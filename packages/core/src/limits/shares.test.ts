import { expect, it } from 'vitest';
import { Shares } from './shares.ts';

it('a plugin has so many places, and one that is given back is free again', () => {
  const shares = new Shares(2);
  const leave = shares.take('food', 'a')!;
  expect(shares.take('food', 'b')).toBeDefined();
  expect(shares.take('food', 'c')).toBeUndefined();
  leave();
  leave();
  expect(shares.take('food', 'c')).toBeDefined();
  expect(shares.take('food', 'd')).toBeUndefined();
});

it('one tenant leaves some of them to the others', () => {
  const shares = new Shares(5);
  const taken = ['a', 'a', 'a', 'a', 'a', 'b', 'b'].map(
    (tenant) => shares.take('food', tenant) !== undefined,
  );
  expect(taken).toEqual([true, true, true, true, false, true, false]);
  expect(shares.take('fire', 'a')).toBeDefined();
});

it('core is not limited', () => {
  const shares = new Shares(1);
  expect([1, 2, 3].every(() => shares.take('core', 'a'))).toBe(true);
});

import { expect, it } from 'vitest';
import { Shares } from './shares.ts';

it('a plugin has so many places, and one that is given back is free again', () => {
  const shares = new Shares(2);
  const leave = shares.take('gst', 'a')!;
  expect(shares.take('gst', 'b')).toBeDefined();
  expect(shares.take('gst', 'c')).toBeUndefined();
  leave();
  leave();
  expect(shares.take('gst', 'c')).toBeDefined();
  expect(shares.take('gst', 'd')).toBeUndefined();
});

it('one tenant leaves some of them to the others', () => {
  const shares = new Shares(5);
  const taken = ['a', 'a', 'a', 'a', 'a', 'b', 'b'].map((tenant) => shares.take('gst', tenant) !== undefined);
  expect(taken).toEqual([true, true, true, true, false, true, false]);
  expect(shares.take('tds', 'a')).toBeDefined();
});

it('core is not limited', () => {
  const shares = new Shares(1);
  expect([1, 2, 3].every(() => shares.take('core', 'a'))).toBe(true);
});

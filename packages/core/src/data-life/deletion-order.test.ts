import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deletionOrder, type LinkedTable } from './deletion-order.ts';

const order = (links: Readonly<Record<string, readonly string[]>>) =>
  deletionOrder(Object.entries(links).map(([name, references]) => ({ name, references })));

describe('order of deletion', () => {
  it('a table goes before those that it points to', () => {
    expect(order({ a: [], b: ['a'], c: ['b', 'a'] })).toEqual([['c'], ['b'], ['a']]);
  });
  it('one that points to itself is no circle', () => {
    expect(order({ a: ['a'], b: ['a'] })).toEqual([['b'], ['a']]);
  });
  it('a circle goes together', () => {
    expect(order({ a: ['b'], b: ['a', 'c'], c: [], d: ['a'] })).toEqual([['d'], ['a', 'b'], ['c']]);
  });
  it('keys to other schemas are none of its business', () => {
    expect(order({ a: ['elsewhere'] })).toEqual([['a']]);
  });

  it('of whatever tables, each is in one group and no group points to an earlier one', () => {
    const tables = fc
      .integer({ min: 1, max: 8 })
      .chain((n) =>
        fc.array(fc.array(fc.integer({ min: 0, max: n - 1 }), { maxLength: 4 }), {
          minLength: n,
          maxLength: n,
        }),
      )
      .map((links) =>
        links.map((to, i): LinkedTable => ({ name: `t${i}`, references: to.map((j) => `t${j}`) })),
      );
    fc.assert(
      fc.property(tables, (given) => {
        const groups = deletionOrder(given);
        expect(groups.flat().toSorted()).toEqual(given.map(({ name }) => name).toSorted());
        const place = new Map(groups.flatMap((group, i) => group.map((name) => [name, i] as const)));
        for (const { name, references } of given)
          for (const target of references) expect(place.get(name)).toBeLessThanOrEqual(place.get(target)!);
      }),
    );
  });
});

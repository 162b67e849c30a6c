import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder, type Placed } from './order.ts';

const keysOf = (items: readonly Placed[]) => inOrder(items).items.map((it) => it.key);

describe('a slot is in order', () => {
  test('by number, then by key; 100 where nothing is said', () => {
    expect(
      keysOf([{ key: 'b/x' }, { key: 'c/x', order: 5 }, { key: 'a/x' }, { key: 'd/x', order: 101 }]),
    ).toEqual(['c/x', 'a/x', 'b/x', 'd/x']);
  });

  test('a wish is stronger than a number', () => {
    expect(
      keysOf([
        { key: 'a/x', order: 1, after: 'b/x' },
        { key: 'b/x', order: 9 },
      ]),
    ).toEqual(['b/x', 'a/x']);
    expect(
      keysOf([
        { key: 'a/x', order: 1 },
        { key: 'b/x', order: 9, before: 'a/x' },
      ]),
    ).toEqual(['b/x', 'a/x']);
  });

  test('what nobody asked to move stays where its number puts it', () => {
    const placed = [
      { key: 'a/x', order: 10 },
      { key: 'b/x', order: 20 },
      { key: 'c/x', order: 30, before: 'b/x' },
    ];
    expect(keysOf(placed)).toEqual(['a/x', 'c/x', 'b/x']);
  });

  test('a wish about what is not there is reported and does nothing', () => {
    const { items, problems } = inOrder([{ key: 'a/x', after: 'gone/x' }, { key: 'b/x' }]);
    expect(items.map((it) => it.key)).toEqual(['a/x', 'b/x']);
    expect(problems).toEqual([{ key: 'a/x', wish: 'after', other: 'gone/x', reason: 'unknown' }]);
  });

  test('of wishes that go round in a circle the last is left out and named', () => {
    const { items, problems } = inOrder([
      { key: 'a/x', before: 'b/x' },
      { key: 'b/x', before: 'c/x' },
      { key: 'c/x', before: 'a/x' },
    ]);
    expect(items.map((it) => it.key)).toEqual(['a/x', 'b/x', 'c/x']);
    expect(problems).toEqual([{ key: 'c/x', wish: 'before', other: 'a/x', reason: 'cycle' }]);
  });

  test('nothing comes before itself', () => {
    expect(inOrder([{ key: 'a/x', before: 'a/x' }]).problems).toEqual([
      { key: 'a/x', wish: 'before', other: 'a/x', reason: 'cycle' },
    ]);
  });
});

const KEYS = ['a/1', 'a/2', 'b/1', 'b/2', 'c/1', 'c/2', 'd/1'];
const key = fc.constantFrom(...KEYS, 'gone/1');
const slot = fc
  .uniqueArray(
    fc.record(
      { key: fc.constantFrom(...KEYS), order: fc.integer({ min: 0, max: 3 }), before: key, after: key },
      { requiredKeys: ['key'] },
    ),
    { selector: (it) => it.key },
  )
  .map((items): readonly Placed[] => items);

describe('whatever is contributed', () => {
  test('everything is there once, and every wish is met or reported', () => {
    fc.assert(
      fc.property(slot, (contributions) => {
        const { items, problems } = inOrder(contributions);
        expect(items.map((it) => it.key).toSorted()).toEqual(contributions.map((it) => it.key).toSorted());
        const at = new Map(items.map((it, index) => [it.key, index]));
        const reported = new Set(problems.map((it) => `${it.key} ${it.wish} ${it.other}`));
        const pairs = contributions.flatMap((it) => [
          ...(it.before === undefined || reported.has(`${it.key} before ${it.before}`)
            ? []
            : [[it.key, it.before] as const]),
          ...(it.after === undefined || reported.has(`${it.key} after ${it.after}`)
            ? []
            : [[it.after, it.key] as const]),
        ]);
        for (const [first, second] of pairs) expect(at.get(first)!).toBeLessThan(at.get(second)!);
        for (const { other, reason } of problems) expect(reason === 'unknown').toBe(!at.has(other));
      }),
    );
  });

  test('the order does not depend on which plugin came first', () => {
    fc.assert(
      fc.property(
        slot.chain((items) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray([...items], { minLength: items.length })),
        ),
        ([contributions, shuffled]) => {
          expect(inOrder(shuffled)).toEqual(inOrder(contributions));
        },
      ),
    );
  });

  test('without wishes it is the order of numbers and keys', () => {
    fc.assert(
      fc.property(slot, (contributions) => {
        const plain = contributions.map((it) => ({ key: it.key, order: it.order }));
        const { items } = inOrder(plain);
        const sorted = plain.toSorted(
          (a, b) => (a.order ?? 100) - (b.order ?? 100) || (a.key < b.key ? -1 : 1),
        );
        expect(items).toEqual(sorted);
      }),
    );
  });
});

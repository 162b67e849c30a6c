import { describe, expect, it } from 'vitest';
import { decode, encode, NotData } from './wire.ts';

const across = (value: unknown): unknown => decode(JSON.parse(JSON.stringify(encode(value))));

const golden: readonly (readonly [string, unknown])[] = [
  ['nothing', null],
  ['undefined in a list', [1, undefined, 2]],
  ['a day and an instant', { day: '2026-11-26', at: new Date('2026-11-26T10:00:00.123Z') }],
  ['bytes', { sealed: Buffer.from([0, 255, 10]) }],
  ['paise beyond 2^53', 9_007_199_254_740_993n],
  ['numbers that JSON loses', [Number.NaN, Number.POSITIVE_INFINITY, -0]],
  ['sets and maps', { set: new Set(['a']), map: new Map([['k', { v: new Date(0) }]]) }],
  ['an object that looks like a mark', { $: 'date', v: '2026' }],
  ['a mark inside a mark', { $: { $: 'bytes' } }],
];

describe('a value', () => {
  it.each(golden)('arrives as it was sent: %s', (_what, value) => {
    expect(across(value)).toEqual(value);
  });

  it.each([
    ['a function', { rules: [{ check: () => true }] }, 'rules[0].check', 'a function'],
    ['an instance', { when: new URL('https://a.example') }, 'when', 'an instance of URL'],
    ['a symbol', { a: Symbol('s') }, 'a', 'a symbol'],
  ])('that is no data is refused with its place: %s', (_what, value, path, received) => {
    const refusal = (): unknown => encode(value);
    expect(refusal).toThrow(NotData);
    expect(refusal).toThrow(`${path}: expected data, received ${received}`);
  });

  it('that is circular is refused', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(() => encode(circle)).toThrow(/deeper than 64 levels/);
  });

  it('cannot reach what all objects share', () => {
    const arrived = decode(JSON.parse('{"__proto__":{"admin":true},"a":{"__proto__":{"admin":true}}}'));
    expect((arrived as { admin?: boolean }).admin).toBeUndefined();
    expect(Object.hasOwn(arrived as object, '__proto__')).toBe(false);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('that takes long to read is refused', () => {
    expect(() => decode({ $: 'bigint', v: '9'.repeat(1_000_000) })).toThrow('a number of 1000000 digits');
  });

  it('with a mark that nobody knows is refused', () => {
    expect(() => decode({ $: 'class', v: 1 })).toThrow('the mark "class"');
  });
});

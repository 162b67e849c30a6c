import { expect, test } from 'vitest';
import { slotsAreShown } from './slot-switch.ts';

const memory = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};

test('slots are not shown unless the address asks for it', () => {
  expect(slotsAreShown('', memory())).toBe(false);
  expect(slotsAreShown('?filter=slots', memory())).toBe(false);
});

test('once asked for they are shown on every page of the tab, until they are switched off', () => {
  const tab = memory();
  expect(slotsAreShown('?slots', tab)).toBe(true);
  expect(slotsAreShown('?filter=x', tab)).toBe(true);
  expect(slotsAreShown('?slots=off', tab)).toBe(false);
  expect(slotsAreShown('', tab)).toBe(false);
});

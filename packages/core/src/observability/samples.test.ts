import { describe, expect, it } from 'vitest';
import { soundSamples } from './samples.ts';

const SAMPLE = { name: 'overdue_total', help: 'How many are overdue', value: 3, labels: { family: 'x' } };

describe('samples of a plugin', () => {
  it.each([
    ['another tenant by a label', { ...SAMPLE, labels: { tenant: 'other' } }],
    ['a name that is none', { ...SAMPLE, name: 'a b' }],
    ['no number', { ...SAMPLE, value: Number.NaN }],
    ['a label without end', { ...SAMPLE, labels: { family: 'x'.repeat(201) } }],
    [
      'many labels',
      { ...SAMPLE, labels: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`l${n}`, ''])) },
    ],
    ['nothing in it', null],
  ])('leave out the one with %s, and keep the others', (_, bad) => {
    const refused: unknown[] = [];
    expect(soundSamples([SAMPLE, bad, SAMPLE], (error) => refused.push(error))).toEqual([SAMPLE, SAMPLE]);
    expect(refused).toHaveLength(1);
  });

  it.each([
    ['no list', SAMPLE as never],
    ['a list without end', Array.from({ length: 201 }, () => SAMPLE)],
  ])('are refused altogether: %s', (_, samples) => {
    expect(() => soundSamples(samples, () => {})).toThrow('at most 200 samples');
  });
});

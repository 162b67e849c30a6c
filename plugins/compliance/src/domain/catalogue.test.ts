import { describe, expect, it } from 'vitest';
import { catalogueProblems, versionNumberProblems, withVersion } from './catalogue.ts';
import { defineMaster, type Master } from './master.ts';

const version = (number: number, from: string, to: string | null = null): Master =>
  defineMaster({
    code: 'OWN',
    version: number,
    family: 'x',
    name: 'Own',
    form: 'Own',
    authority: 'a',
    law: 'l',
    frequency: 'monthly',
    subject: 'entity',
    applicability: { always: true },
    rule: { kind: 'day-of-following-month', day: 5, monthsAfter: 1 },
    dueText: 'd',
    effectiveFrom: from,
    effectiveTo: to,
    confidence: 'high',
    source: { law: 'l', urls: [], basis: 'seen' },
  });
const ranges = (versions: readonly Master[]) =>
  versions.map(({ version: n, effectiveFrom, effectiveTo }) => [n, effectiveFrom, effectiveTo]);

describe('a new version of a master', () => {
  it('ends the one that was open, the day before it begins', () => {
    const after = withVersion([version(1, '2026-04-01')], version(2, '2026-10-01'));
    expect(ranges(after)).toEqual([
      [1, '2026-04-01', '2026-09-30'],
      [2, '2026-10-01', null],
    ]);
    expect(catalogueProblems(after)).toEqual([]);
  });

  it('over the days of another is refused with both ranges', () => {
    const ended = withVersion([version(1, '2026-04-01', '2026-12-31')], version(2, '2026-10-01'));
    expect(catalogueProblems(ended)).toEqual([
      {
        path: 'OWN version 2.effectiveFrom',
        expected: 'days apart from version 1 (2026-04-01 to 2026-12-31)',
        received: '2026-10-01 to further notice',
      },
    ]);
    const earlier = withVersion([version(1, '2026-04-01')], version(2, '2026-01-01'));
    expect(catalogueProblems(earlier)[0]).toMatchObject({
      expected: 'days apart from version 2 (2026-01-01 to further notice)',
      received: '2026-04-01 to further notice',
    });
  });

  it('of a number that is there corrects it, such as its last day', () => {
    const one = version(1, '2026-04-01');
    const ended = version(1, '2026-04-01', '2026-12-31');
    expect(withVersion([one], ended)).toEqual([ended]);
    expect(versionNumberProblems([one], ended)).toEqual([]);
    expect(versionNumberProblems([one], version(1, '2026-10-01'))).toEqual([
      {
        path: 'OWN.version',
        expected: '2 for a new version from 2026-10-01, or effectiveFrom 2026-04-01 to correct version 1',
        received: '1',
      },
    ]);
  });
});

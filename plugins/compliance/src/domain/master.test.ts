import { describe, expect, it } from 'vitest';
import { catalogueProblems, masterFor } from './catalogue.ts';
import { problemText } from './invalid.ts';
import type { MasterInput } from './master.ts';
import { defineMaster } from './master.ts';
import { parsePeriod } from './period.ts';

const base: MasterInput = {
  code: 'TST-A',
  family: 'test',
  name: 'A test',
  form: 'T-1',
  authority: 'Nobody',
  law: 's.1',
  frequency: 'monthly',
  subject: 'registration:gstin',
  applicability: { always: true },
  rule: { kind: 'day-of-following-month', day: 20, monthsAfter: 1 },
  dueText: '20th',
  effectiveFrom: '2017-07-01',
  confidence: 'high',
  source: { law: 's.1', urls: [], basis: 'own-knowledge' },
};

describe('a master', () => {
  it('takes the plain defaults', () => {
    expect(defineMaster(base)).toMatchObject({
      version: 1,
      basis: 'FY',
      optional: false,
      workflow: [{ kind: 'prepare' }, { kind: 'review' }, { kind: 'file' }],
    });
  });

  it('is refused with every fault at once', () => {
    const bad: MasterInput = {
      ...base,
      rule: { kind: 'day-of-following-month', day: 31, monthsAfter: 1 },
      effectiveTo: '2016-01-01',
      triggers: ['agm'],
    };
    expect(() => defineMaster(bad)).toThrow(
      /master TST-A: .*rule\.day.*triggers: expected none for a monthly master.*effectiveTo/,
    );
  });

  it('needs the event its instances come from', () => {
    expect(() =>
      defineMaster({ ...base, frequency: 'event', rule: { kind: 'days-after', event: 'agm', days: 30 } }),
    ).toThrow('triggers: expected the event');
  });

  it('refuses a subject no subject can be', () => {
    expect(() => defineMaster({ ...base, subject: 'gstin' })).toThrow(
      'expected entity, place, person or registration:<type>',
    );
  });
});

describe('a catalogue', () => {
  const old = defineMaster({ ...base, effectiveTo: '2024-03-31' });
  const now = defineMaster({ ...base, version: 2, effectiveFrom: '2024-04-01' });

  it('takes the version in force on the last day of the period', () => {
    expect(masterFor([old, now], parsePeriod('FY2023-24'))?.version).toBe(1);
    expect(masterFor([old, now], parsePeriod('FY2024-25'))?.version).toBe(2);
    expect(masterFor([old, now], parsePeriod('2017-06'))).toBeNull();
    expect(catalogueProblems([old, now])).toEqual([]);
  });

  it('finds two versions of one day, dangling references and circular dates', () => {
    const after = (code: string, master: string) =>
      defineMaster({ ...base, code, rule: { kind: 'relative-to-master', master, daysBefore: 2 } });
    const problems = catalogueProblems([
      old,
      defineMaster({ ...base, effectiveFrom: '2024-03-01' }),
      after('TST-B', 'TST-C'),
      after('TST-C', 'TST-B'),
      defineMaster({
        ...base,
        code: 'TST-D',
        dependencies: [{ master: 'TST-X', effect: 'blocks', period: 'same' }],
        successor: 'TST-Y',
      }),
    ]).map(problemText);
    expect(problems).toEqual([
      'TST-A version 1.effectiveFrom: expected days apart from version 1 (2017-07-01 to 2024-03-31), received 2024-03-01 to further notice',
      'TST-A version 1.version: expected a number of its own, received 1',
      'TST-D.dependencies[0].master: expected the code of a master, received TST-X',
      'TST-D.successor: expected the code of a master, received TST-Y',
      'TST-B.rule: expected a date that does not depend on itself, received a cycle of relative-to-master',
      'TST-C.rule: expected a date that does not depend on itself, received a cycle of relative-to-master',
    ]);
  });
});

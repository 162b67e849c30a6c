import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  blockingDependencies,
  dependencyStates,
  masterFor,
  parsePeriod,
  periodsOverlapping,
  type Sibling,
} from '@compliance-os/compliance';
import { filingChain, type ChainInstance } from '../src/domain/filing-chain.ts';
import { gstMasters } from '../src/masters/index.ts';

const LAST_DAY: Record<string, string> = { '08': '31', '09': '30', '10': '31', '11': '30', '12': '31' };
const monthly = (form: string, month: string, settled = false): ChainInstance => ({
  id: `${form} ${month}`,
  masterCode: `GST-${form}`,
  period: `2026-${month}`,
  periodFrom: `2026-${month}-01`,
  periodTo: `2026-${month}-${LAST_DAY[month]}`,
  settled,
});
const quarterly = (form: string, slot: 'Q2' | 'Q3', settled = false): ChainInstance => ({
  id: `${form} ${slot}`,
  masterCode: `GST-${form}`,
  period: `FY2026-27/${slot}`,
  periodFrom: slot === 'Q2' ? '2026-07-01' : '2026-10-01',
  periodTo: slot === 'Q2' ? '2026-09-30' : '2026-12-31',
  settled,
});
const shown = (instances: readonly ChainInstance[], of: ChainInstance) =>
  filingChain(gstMasters, instances, of).map(
    ({ role, instance, state, waitsFor }) =>
      `${role}: ${instance.id} ${state}${waitsFor.map((it) => ` (${it.instanceId}, ${it.law})`).join('')}`,
  );

describe('the chain of a monthly filer', () => {
  const october = [
    monthly('GSTR3B-M', '09', true),
    monthly('GSTR1-M', '10'),
    monthly('GSTR3B-M', '10'),
    monthly('GSTR1-M', '11'),
    monthly('GSTR3B-M', '11'),
  ];

  it('lets GSTR-1 be filed once the return before it is', () => {
    expect(shown(october, monthly('GSTR3B-M', '10'))).toEqual([
      'previous-return: GSTR3B-M 09 closed',
      'statement: GSTR1-M 10 open',
      'return: GSTR3B-M 10 blocked (GSTR1-M 10, CGST s.39(1), rule 61; s.37 first)',
      'next-statement: GSTR1-M 11 blocked (GSTR3B-M 10, rule 59(6)(a))',
    ]);
  });

  it('holds back GSTR-1 while the return before it is open', () => {
    expect(shown(october, monthly('GSTR1-M', '11')).slice(0, 2)).toEqual([
      'previous-return: GSTR3B-M 10 blocked (GSTR1-M 10, CGST s.39(1), rule 61; s.37 first)',
      'statement: GSTR1-M 11 blocked (GSTR3B-M 10, rule 59(6)(a))',
    ]);
  });

  it('is whole from the end that nothing stands before', () => {
    expect(shown([monthly('GSTR1-M', '10')], monthly('GSTR1-M', '10'))).toEqual([
      'statement: GSTR1-M 10 open',
    ]);
  });
});

describe('the chain of a quarterly filer', () => {
  const quarters = [
    quarterly('GSTR3B-Q', 'Q2', true),
    quarterly('GSTR1-Q', 'Q3', true),
    quarterly('GSTR3B-Q', 'Q3'),
    monthly('IFF', '10'),
    monthly('PMT06', '10'),
  ];

  it('takes a month to the quarter that it lies in', () => {
    expect(shown(quarters, monthly('PMT06', '10'))).toEqual([
      'previous-return: GSTR3B-Q Q2 closed',
      'statement: GSTR1-Q Q3 closed',
      'return: GSTR3B-Q Q3 open',
    ]);
  });

  it('goes on to the invoices of the first month of the next quarter', () => {
    expect(shown(quarters, quarterly('GSTR3B-Q', 'Q2'))).toEqual([
      'return: GSTR3B-Q Q2 closed',
      'next-statement: IFF 10 open',
    ]);
  });
});

describe('the chain and the guard of filing', () => {
  const form = (code: string, period: string, settled: boolean): ChainInstance => {
    const { from, to } = parsePeriod(period);
    return { id: `${code} ${period}`, masterCode: code, period, periodFrom: from, periodTo: to, settled };
  };
  /** Two years, each quarter by quarter or by month, with everything of it open or done. */
  const history = fc
    .array(fc.record({ quarterly: fc.boolean(), filed: fc.infiniteStream(fc.boolean()) }), {
      minLength: 8,
      maxLength: 8,
    })
    .map((choices) => {
      const quarters = [...periodsOverlapping('quarterly', 'FY', parsePeriod('FY2025-26'))].concat(
        periodsOverlapping('quarterly', 'FY', parsePeriod('FY2026-27')),
      );
      return quarters.flatMap((quarter, at) => {
        const { quarterly, filed } = choices[at]!;
        const months = periodsOverlapping('monthly', 'FY', quarter);
        const one = (code: string, key: string) => form(code, key, filed.next().value);
        return quarterly
          ? [
              ...months.slice(0, 2).flatMap(({ key }) => [one('GST-IFF', key), one('GST-PMT06', key)]),
              one('GST-GSTR1-Q', quarter.key),
              one('GST-GSTR3B-Q', quarter.key),
            ]
          : months.flatMap(({ key }) => [one('GST-GSTR1-M', key), one('GST-GSTR3B-M', key)]);
      });
    });

  it('agree about what holds a return back, whatever was filed by month and by quarter', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(history, (instances) => {
        const siblings = instances.map(({ id, masterCode, period, settled }): Sibling => ({
          id,
          master: masterCode,
          period: parsePeriod(period),
          state: settled ? 'done' : 'open',
        }));
        for (const of of instances)
          for (const { instance, state, waitsFor } of filingChain(gstMasters, instances, of)) {
            const period = parsePeriod(instance.period);
            const master = masterFor(
              gstMasters.filter(({ code }) => code === instance.masterCode),
              period,
            )!;
            const blockers = blockingDependencies(dependencyStates(master, period, siblings)).flatMap((s) =>
              s.waitingFor.map(({ id }) => id),
            );
            seen.add(`${instance.masterCode} ${state}`);
            const guard = instance.settled ? [] : blockers;
            expect([state, waitsFor.map(({ instanceId }) => instanceId)]).toEqual([
              instance.settled ? 'closed' : guard.length > 0 ? 'blocked' : 'open',
              guard,
            ]);
          }
      }),
      { seed: 20_261_126, numRuns: 60 },
    );
    expect(seen).toContain('GST-IFF blocked');
    expect(seen).toContain('GST-IFF open');
  });

  it('name what is waited for, also where it lies further back than the step before', () => {
    const instances = [
      form('GST-GSTR3B-Q', 'FY2026-27/Q1', false),
      ...['2026-07', '2026-08', '2026-09'].map((key) => form('GST-GSTR3B-M', key, true)),
      form('GST-GSTR1-M', '2026-10', false),
    ];
    expect(shown(instances, instances.at(-1)!)).toEqual([
      'earlier: GST-GSTR3B-Q FY2026-27/Q1 open',
      'previous-return: GST-GSTR3B-M 2026-09 closed',
      'statement: GST-GSTR1-M 2026-10 blocked (GST-GSTR3B-Q FY2026-27/Q1, rule 59(6)(a))',
    ]);
  });
});

it('has no place for other forms', () => {
  expect(filingChain(gstMasters, [monthly('GSTR3B-M', '10')], monthly('GSTR7', '10'))).toEqual([]);
});

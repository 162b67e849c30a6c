import { describe, expect, it } from 'vitest';
import { filingChain, type ChainInstance } from '../src/domain/filing-chain.ts';

const LAST_DAY: Record<string, string> = { '08': '31', '09': '30', '10': '31', '11': '30', '12': '31' };
const monthly = (form: string, month: string, status = 'not-started'): ChainInstance => ({
  id: `${form} ${month}`,
  masterCode: `GST-${form}`,
  period: `2026-${month}`,
  periodFrom: `2026-${month}-01`,
  periodTo: `2026-${month}-${LAST_DAY[month]}`,
  status,
});
const quarterly = (form: string, slot: 'Q2' | 'Q3', status = 'not-started'): ChainInstance => ({
  id: `${form} ${slot}`,
  masterCode: `GST-${form}`,
  period: `FY2026-27/${slot}`,
  periodFrom: slot === 'Q2' ? '2026-07-01' : '2026-10-01',
  periodTo: slot === 'Q2' ? '2026-09-30' : '2026-12-31',
  status,
});
const shown = (instances: readonly ChainInstance[], of: ChainInstance) =>
  filingChain(instances, of).map(
    ({ role, instance, state, waitsFor }) =>
      `${role}: ${instance.id} ${state}${waitsFor.map((it) => ` (${it.instanceId}, ${it.law})`).join('')}`,
  );

describe('the chain of a monthly filer', () => {
  const october = [
    monthly('GSTR3B-M', '09', 'filed'),
    monthly('GSTR1-M', '10'),
    monthly('GSTR3B-M', '10'),
    monthly('GSTR1-M', '11'),
    monthly('GSTR3B-M', '11'),
  ];

  it('lets GSTR-1 be filed once the return before it is', () => {
    expect(shown(october, monthly('GSTR3B-M', '10'))).toEqual([
      'previous-return: GSTR3B-M 09 closed',
      'statement: GSTR1-M 10 open',
      'return: GSTR3B-M 10 blocked (GSTR1-M 10, CGST s.39(1), rule 61)',
      'next-statement: GSTR1-M 11 blocked (GSTR3B-M 10, rule 59(6))',
    ]);
  });

  it('holds back GSTR-1 while the return before it is open', () => {
    expect(shown(october, monthly('GSTR1-M', '11')).slice(0, 2)).toEqual([
      'previous-return: GSTR3B-M 10 open',
      'statement: GSTR1-M 11 blocked (GSTR3B-M 10, rule 59(6))',
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
    quarterly('GSTR3B-Q', 'Q2', 'completed'),
    quarterly('GSTR1-Q', 'Q3', 'filed'),
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

it('has no place for other forms', () => {
  expect(filingChain([monthly('GSTR3B-M', '10')], monthly('GSTR7', '10'))).toEqual([]);
});

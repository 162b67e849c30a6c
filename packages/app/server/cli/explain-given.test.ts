import { parsePeriod } from '@compliance-os/compliance';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue, type Catalogue } from './catalogue.ts';
import { givenEvent, givenFact, masterOf, versionsOf } from './explain-given.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue();
});

const chosen = (code: string, period: string) =>
  masterOf(versionsOf(catalogue.masters, code), parsePeriod(period));

describe('a master', () => {
  it('is the version in force for the period: GSTR-4 fell due on 30 April up to FY 2023-24, on 30 June since', () => {
    expect(chosen('GST-GSTR4', 'FY2023-24').rule).toMatchObject({ kind: 'fixed', month: 4, day: 30 });
    expect(chosen('gst-gstr4', 'FY2024-25').rule).toMatchObject({ kind: 'fixed', month: 6, day: 30 });
  });

  it.each([
    ['GST-GSTR3BQ', 'FY2026-27/Q2', 'received "GST-GSTR3BQ"; did you mean "GST-GSTR3B-Q"?'],
    [
      'GST-GSTR3B-Q',
      '2026-10',
      'expected a quarter such as FY2026-27/Q2 for GST-GSTR3B-Q, which is quarterly, received "2026-10"',
    ],
    ['GST-GSTR3B-M', 'FY2026-27/Q2', 'expected a month such as 2026-10'],
    ['GST-GSTR3B-Q', 'FY2016-17/Q2', 'expected one that GST-GSTR3B-Q is in force for (from '],
  ])('%s for %s is refused', (code, period, message) => {
    expect(() => chosen(code, period)).toThrow(message);
  });
});

describe('a fact', () => {
  it.each([
    ['gstin.stateCode=27', '27'],
    ['gstin.qrmp=true', true],
    ['gstin.aato=4crore', 4_00_00_000_00],
    ['gstin.aato=unknown', null],
  ])('%s', (given, value) => {
    expect(givenFact(given, catalogue.names, parsePeriod('FY2026-27/Q2')).value).toBe(value);
  });

  it('about a year is about the year of the period, and any other holds throughout', () => {
    const from = (given: string) => givenFact(given, catalogue.names, parsePeriod('FY2026-27/Q2')).from;
    expect([from('gstin.aato=4crore'), from('gstin.stateCode=27')]).toEqual(['2026-07-01', '1990-01-01']);
  });

  it.each([
    ['gstin.stateCod=27', 'received "gstin.stateCod"; did you mean "gstin.stateCode"?'],
    [
      'gstin.aato=4',
      '--fact gstin.aato: expected an amount such as 4crore, 60lakh, 500000paise or unknown, received "4"',
    ],
    ['gstin.qrmp', '--fact: expected name=value, received "gstin.qrmp"'],
  ])('%s is refused', (given, message) => {
    expect(() => givenFact(given, catalogue.names, parsePeriod('FY2026-27/Q2'))).toThrow(message);
  });
});

describe('an event', () => {
  it('has a name that a master counts from, and a day', () => {
    expect(givenEvent('registration.cancelled=2026-09-30', catalogue.masters)).toEqual([
      'registration.cancelled',
      '2026-09-30',
    ]);
  });

  it.each([
    ['registration.canceled=2026-09-30', 'did you mean "registration.cancelled"?'],
    ['registration.cancelled=30-09-2026', 'expected a day such as 2026-09-30, received "30-09-2026"'],
  ])('%s is refused', (given, message) => {
    expect(() => givenEvent(given, catalogue.masters)).toThrow(message);
  });
});

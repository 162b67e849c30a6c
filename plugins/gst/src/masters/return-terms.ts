/** What most GST masters share: who may be registered, how a return is worked, what its fee and interest are. */
import type { EvidenceRequirement, MasterInput, Predicate } from '@compliance-os/compliance';
import { crore, rupees } from '@compliance-os/compliance';

type LateFeeInput = NonNullable<MasterInput['lateFee']>[number];
type InterestInput = NonNullable<MasterInput['interest']>[number];

/**
 * While suspended a person makes no taxable supply and furnishes no return (rule 21A(3)); what was supplied all the same
 * belongs in the first return after the suspension is lifted (rule 21A(5), s.40).
 */
export const inService: Predicate = { field: 'gstin.status', op: 'eq', value: 'active' };

/** Registered persons who file under s.39(1). */
export const underSection39: Predicate = {
  field: 'gstin.type',
  op: 'in',
  value: ['regular', 'casual', 'sez-unit', 'sez-developer'],
};
export const filesMonthly: Predicate = { field: 'gstin.filesQuarterly', op: 'eq', value: false };
export const filesByQuarter: Predicate = { field: 'gstin.filesQuarterly', op: 'eq', value: true };
export const firstTwoMonthsOfQuarter: Predicate = { field: 'period.monthInQuarter', op: 'in', value: [1, 2] };

export function typeIs(type: string): Predicate {
  return { field: 'gstin.type', op: 'eq', value: type };
}

export const gstMaster = {
  family: 'gst',
  authority: 'Central and State tax authorities, through GSTN',
  subject: 'registration:gstin',
} as const;

/** A return with tax to pay. */
export const returnWorkflow: NonNullable<MasterInput['workflow']> = [
  { kind: 'prepare', label: 'Collect data, reconcile to the books, prepare the draft' },
  { kind: 'review', label: 'Review and approve' },
  { kind: 'payment', label: 'Pay the liability, if any' },
  { kind: 'file', label: 'File on the GST portal with EVC or DSC' },
  { kind: 'acknowledge', label: 'Store ARN and filed copy, note variances' },
];

/** A statement without payment. */
export const statementWorkflow: NonNullable<MasterInput['workflow']> = returnWorkflow.filter(
  (s) => s.kind !== 'payment',
);

/** A duty kept in one's own records. */
export const recordWorkflow: NonNullable<MasterInput['workflow']> = [
  { kind: 'prepare', label: 'Prepare the working' },
  { kind: 'review', label: 'Review and approve' },
];

export function needed(kind: string, label: string): EvidenceRequirement {
  return { kind, label, required: true, neededFor: 'review' };
}

export function helpful(kind: string, label: string): EvidenceRequirement {
  return { kind, label, required: false, neededFor: 'review' };
}

export function proof(kind: string, label: string): EvidenceRequirement {
  return { kind, label, required: true, neededFor: 'completion' };
}

export const arn = proof('arn', 'ARN and filed copy');

/** What was left out of or wrong in GSTR-1, told before its tax is paid. Every other return is corrected in a later one. */
export const gstr1a: NonNullable<MasterInput['furtherFilings']>[number] = {
  kind: 'amendment',
  form: 'GSTR-1A',
  law: 'rule 59(1) proviso; Notification 12/2024-CT',
  atMost: 1,
  before: ['GST-GSTR3B-M', 'GST-GSTR3B-Q'],
  effectiveFrom: '2024-08-01',
};

/** Half under the CGST Act, half under the SGST Act; `total` in rupees per day. */
export function perDay(total: number): { cgst: number; sgst: number } {
  return { cgst: rupees(total / 2), sgst: rupees(total / 2) };
}

const nil = { perDay: perDay(20), cap: { amount: rupees(500) } };

/** GSTR-1 and GSTR-3B from the June 2021 period, capped by the aggregate turnover of the preceding year. */
export function scaleByTurnover(notification: string): LateFeeInput {
  const upTo = (value: number): Predicate => ({
    field: 'gstin.aato',
    op: 'lte',
    value,
    at: 'at-start',
  });
  return {
    kind: 'per-day',
    law: `CGST s.47 and the matching SGST section; ${notification}`,
    confidence: 'high',
    effectiveFrom: '2021-06-01',
    bands: [
      {
        name: 'up to 1.5 crore',
        when: upTo(crore(1.5)),
        perDay: perDay(50),
        nil,
        cap: { amount: rupees(2_000) },
      },
      {
        name: '1.5 to 5 crore',
        when: upTo(crore(5)),
        perDay: perDay(50),
        nil,
        cap: { amount: rupees(5_000) },
      },
      {
        name: 'above 5 crore',
        when: { always: true },
        perDay: perDay(50),
        nil,
        cap: { amount: rupees(10_000) },
      },
    ],
  };
}

/** One scale for all, `total` and `cap` in rupees. */
export function flatScale(total: number, cap: number, nilTotal?: number): LateFeeInput {
  const band = {
    name: 'all',
    when: { always: true as const },
    perDay: perDay(total),
    cap: { amount: rupees(cap) },
  };
  return {
    kind: 'per-day',
    law: 'CGST s.47 and the matching SGST section',
    confidence: 'medium',
    bands: [
      nilTotal === undefined
        ? band
        : { ...band, nil: { perDay: perDay(nilTotal), cap: { amount: rupees(cap) } } },
    ],
  };
}

/** GSTR-9 with 9C: one combined fee, capped by the turnover in the State of the year (Notification 07/2023-CT). */
export const annualScale: LateFeeInput = {
  kind: 'per-day',
  law: 'CGST s.47(2); Notification 07/2023-CT; Circular 246/03/2025',
  confidence: 'high',
  effectiveFrom: '2023-03-31',
  bands: (
    [
      ['up to 5 crore', crore(5), 50, 4],
      ['5 to 20 crore', crore(20), 100, 4],
      ['above 20 crore', null, 200, 50],
    ] as const
  ).map(([name, upTo, total, basisPoints]) => ({
    name,
    when:
      upTo === null
        ? { always: true as const }
        : { field: 'gstin.aatoOfPeriod', op: 'lte' as const, value: upTo, at: 'at-end' as const },
    perDay: perDay(total),
    cap: { basisPoints, of: 'gstin.stateTurnoverOfPeriod' },
  })),
};

/** s.50(1): on the tax paid in cash with the late return, not on what the credit ledger covered. */
export const interestOnNetTax: InterestInput = {
  kind: 'per-annum',
  name: 'late payment of tax',
  basisPoints: 1800,
  dayCount: 'actual/365',
  base: 'tax.net',
  baseText:
    'net cash liability of the late return, less the lowest cash-ledger balance since the due date (rule 88B)',
  law: 'CGST s.50(1) with proviso, rule 88B; Notification 13/2017-CT',
  confidence: 'high',
};

/** s.50(3) allows up to 24%; the notified rate has been 18% since 1 July 2017. */
export const interestOnWrongCredit: InterestInput = {
  kind: 'per-annum',
  name: 'credit wrongly availed and utilised',
  basisPoints: 1800,
  dayCount: 'actual/365',
  base: 'credit.wronglyUtilised',
  baseText: 'input tax credit both wrongly availed and utilised',
  law: 'CGST s.50(3); Notification 09/2022-CT',
  confidence: 'high',
};

export const threeYearBar =
  'Cannot be filed after three years from its due date (CGST ss.37(5), 39(11), 44(2), 52(15)); in law from 1 Oct 2023, enforced on the portal in stages.';

export const CALENDAR_URLS: readonly string[] = ['https://cleartax.in/s/gst-calendar'];
export const RETURN_URLS: readonly string[] = ['https://lexplosion.in/?p=125952', ...CALENDAR_URLS];

/** Yearly duties of a regular registration: GSTR-9 and 9C, job work, the Letter of Undertaking. */
import type { Master, MasterInput } from '@compliance-os/compliance';
import { crore, defineMasters } from '@compliance-os/compliance';
import {
  annualScale,
  arn,
  gstMaster,
  inService,
  needed,
  statementWorkflow,
  threeYearBar,
  underSection39,
} from './return-terms.ts';

const ANNUAL_URLS = [
  'https://agaassociates.com/news/waiver-of-late-fee-for-form-gstr-9-c-filing/',
  'https://thetaxtalk.com/2025/02/an-overview-of-gst-circular-no-246-03-2025-on-late-fee-for-delay-in-filing-form-gstr-9c/',
  'https://www.taxtmi.com/article/detailed?id=15115',
];

/** A casual, ISD, composition, TDS or TCS registration has no GSTR-9. Cancelled within the year, it still has. */
const annualFiler = {
  field: 'gstin.type',
  op: 'in',
  value: ['regular', 'sez-unit', 'sez-developer'],
} as const;

const turnoverAbove = (amount: number) =>
  ({ field: 'gstin.aatoOfPeriod', op: 'gt', value: amount, at: 'at-end' }) as const;

/** ITC-04 is half-yearly above 5 crore and yearly up to it: one form, and a master for each, since periods differ. */
const jobWork = {
  ...gstMaster,
  name: 'Statement of goods sent to job workers',
  form: 'ITC-04',
  law: 'rule 45(3) as amended by Notification 35/2021-CT',
  dueText: 'turnover above 5 crore: 25 October and 25 April; otherwise 25 April',
  penalties: ['s.125: general penalty'],
  evidence: [
    needed('delivery-challans', 'Delivery challans'),
    needed('job-work-register', 'Job-work register'),
    arn,
  ],
  workflow: statementWorkflow,
  coverageGroup: 'gst.job-work',
  effectiveFrom: '2021-10-01',
  confidence: 'high',
  source: { law: 'rule 45(3)', urls: [], basis: 'own-knowledge' },
} satisfies Partial<MasterInput>;

const sendsToJobWorkers = [
  underSection39,
  inService,
  { field: 'gstin.jobWork', op: 'eq', value: true },
] as const;

export const annualDuties: readonly Master[] = defineMasters([
  {
    ...gstMaster,
    code: 'GST-GSTR9',
    name: 'Annual return',
    form: 'GSTR-9',
    law: 'CGST s.44; rule 80; Notification 15/2025-CT',
    frequency: 'annual',
    applicability: { all: [annualFiler, inService, turnoverAbove(crore(2))] },
    rule: { kind: 'fixed', month: 12, day: 31, yearOffset: 1 },
    dueText: '31 December after the FY',
    lateFee: [annualScale],
    evidence: [
      needed('financials', 'Audited financial statements'),
      needed('yearly-recon', 'Yearly reconciliation of GSTR-1, 3B and 2B'),
      needed('hsn-summary', 'HSN summary'),
      arn,
    ],
    workflow: statementWorkflow,
    dependencies: [
      { master: 'GST-GSTR1-M', effect: 'blocks', period: 'within' },
      { master: 'GST-GSTR1-Q', effect: 'blocks', period: 'within' },
      { master: 'GST-GSTR3B-M', effect: 'blocks', period: 'within' },
      { master: 'GST-GSTR3B-Q', effect: 'blocks', period: 'within' },
      { master: 'GST-ITC-CUTOFF', effect: 'informs', period: 'same' },
    ],
    effectiveFrom: '2017-07-01',
    confidence: 'high',
    source: { law: 'CGST s.44', urls: ANNUAL_URLS, basis: 'own-knowledge+seen' },
    notes: [
      'Exempt up to 2 crore, for good from FY 2024-25 (before, by a notification each year).',
      'The late fee is one for GSTR-9 and 9C together.',
      threeYearBar,
    ],
    examples: [{ period: 'FY2025-26', due: '2026-12-31' }],
  },
  {
    ...gstMaster,
    code: 'GST-GSTR9C',
    name: 'Reconciliation statement, self-certified',
    form: 'GSTR-9C',
    law: 'CGST s.44; rule 80(3)',
    frequency: 'annual',
    applicability: { all: [annualFiler, inService, turnoverAbove(crore(5))] },
    rule: { kind: 'fixed', month: 12, day: 31, yearOffset: 1 },
    dueText: '31 December after the FY',
    lateFee: [{ ...annualScale, afterFilingOf: 'GST-GSTR9' }],
    evidence: [
      needed('financials', 'Audited financial statements'),
      needed('recon-working', 'Reconciliation workings'),
      arn,
    ],
    workflow: statementWorkflow,
    dependencies: [{ master: 'GST-GSTR9', effect: 'blocks', period: 'same' }],
    effectiveFrom: '2017-07-01',
    confidence: 'high',
    source: { law: 'CGST s.44', urls: ANNUAL_URLS, basis: 'own-knowledge+seen' },
    notes: [
      'One late fee for GSTR-9 and 9C (Circular 246/03/2025): it runs here only for the days after GSTR-9 was filed.',
      'A claim of 10 crore and certification from FY 2024-25 in one source is contradicted by the others.',
    ],
    examples: [{ period: 'FY2025-26', due: '2026-12-31' }],
  },
  {
    ...jobWork,
    code: 'GST-ITC04-H',
    frequency: 'half-yearly',
    applicability: {
      all: [...sendsToJobWorkers, { field: 'gstin.aato', op: 'gt', value: crore(5), at: 'at-start' }],
    },
    rule: {
      kind: 'fixed-by-period',
      dates: { H1: { month: 10, day: 25, yearOffset: 0 }, H2: { month: 4, day: 25, yearOffset: 1 } },
    },
    notes: ['The turnover is that of the preceding financial year.'],
    examples: [
      { period: 'FY2026-27/H1', due: '2026-10-25' },
      { period: 'FY2026-27/H2', due: '2027-04-25' },
    ],
  },
  {
    ...jobWork,
    code: 'GST-ITC04-Y',
    frequency: 'annual',
    applicability: {
      all: [...sendsToJobWorkers, { field: 'gstin.aato', op: 'lte', value: crore(5), at: 'at-start' }],
    },
    rule: { kind: 'fixed', month: 4, day: 25, yearOffset: 1 },
    examples: [{ period: 'FY2026-27', due: '2027-04-25' }],
  },
  {
    ...gstMaster,
    code: 'GST-LUT',
    name: 'Letter of Undertaking to export without payment of IGST',
    form: 'RFD-11',
    law: 'IGST s.16(3); rule 96A; Circular 8/8/2017',
    frequency: 'annual',
    applicability: { all: [underSection39, inService, { field: 'gstin.exports', op: 'eq', value: true }] },
    rule: {
      kind: 'later-of',
      rules: [
        { kind: 'fixed', month: 3, day: 31, yearOffset: 0 },
        { kind: 'before-event', event: 'exports.began', daysBefore: 0 },
      ],
    },
    dueText:
      'before the first zero-rated supply; 31 March before every FY after that, when the last one lapses',
    interest: [
      {
        kind: 'per-annum',
        name: 'exports not completed in time',
        basisPoints: 1800,
        dayCount: 'actual/365',
        base: 'igst.exportsNotRealised',
        baseText: 'IGST on supplies not exported or realised within the time of rule 96A',
        law: 'rule 96A(1)',
        confidence: 'high',
      },
    ],
    evidence: [
      needed('lut-acknowledgement', 'Acknowledgement of the LUT (RFD-11)'),
      needed('witnesses', 'Details of the witnesses'),
    ],
    workflow: statementWorkflow,
    effectiveFrom: '2017-07-01',
    confidence: 'high',
    source: { law: 'rule 96A', urls: [], basis: 'own-knowledge' },
    examples: [
      { period: 'FY2026-27', due: '2026-03-31', events: { 'exports.began': '2017-07-01' } },
      { period: 'FY2027-28', due: '2027-03-31', events: { 'exports.began': '2026-08-01' } },
      { period: 'FY2026-27', due: '2026-08-01', events: { 'exports.began': '2026-08-01' } },
    ],
  },
]);

import { defineMaster } from '@compliance-os/compliance';

/** One obligation of each registration: what is owed, by when, and how that is known. */
export const annualReturnMaster = defineMaster({
  code: '__CODE__-ANNUAL-RETURN',
  family: '__id__',
  name: 'Annual return',
  form: 'Annual return',
  authority: 'The authority that asks for it',
  law: 'The section that asks for it',
  frequency: 'annual',
  subject: 'registration:__id__',
  applicability: { always: true },
  rule: { kind: 'fixed', month: 5, day: 31, yearOffset: 1 },
  dueText: '31 May after the financial year',
  effectiveFrom: '2020-04-01',
  // Low until somebody has read it in the law: fees of low confidence are shown and not priced.
  confidence: 'low',
  source: { law: 'The section that asks for it', urls: [], basis: 'own-knowledge' },
  examples: [{ period: 'FY2026-27', due: '2027-05-31' }],
});

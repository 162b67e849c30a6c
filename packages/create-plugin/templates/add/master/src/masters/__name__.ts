import { defineMaster } from '@compliance-os/compliance';

export const __variable__ = defineMaster({
  code: '__code__',
  family: '__id__',
  name: '__Title__',
  form: '__Title__',
  authority: 'The authority that asks for it',
  law: 'The section that asks for it',
  frequency: 'annual',
  subject: 'entity',
  // `always` is every entity; otherwise say of which facts it depends.
  applicability: { always: true },
  rule: { kind: 'fixed', month: 6, day: 30, yearOffset: 1 },
  dueText: '30 June after the financial year',
  effectiveFrom: '2020-04-01',
  // Low until somebody has read it in the law: fees of low confidence are shown and not priced.
  confidence: 'low',
  source: { law: 'The section that asks for it', urls: [], basis: 'own-knowledge' },
  examples: [{ period: 'FY2026-27', due: '2027-06-30' }],
});

import { defineMaster, rupees } from '@compliance-os/compliance';

const LAW = 'FSS (Licensing and Registration of Food Businesses) Regulations 2011, reg. 2.1.13';

/** What was made or imported in the year. Of others no return is asked, and of a registration neither. */
export const annualReturnMaster = defineMaster({
  code: 'FSSAI-D1',
  family: 'fssai',
  name: 'Annual return of a food business',
  form: 'Form D1',
  authority: 'FSSAI',
  law: LAW,
  frequency: 'annual',
  subject: 'registration:fssai',
  applicability: {
    all: [
      { field: 'fssai.kind', op: 'eq', value: 'licence' },
      { field: 'fssai.business', op: 'in', value: ['manufacturer', 'importer', 'repacker'] },
    ],
  },
  rule: { kind: 'fixed', month: 5, day: 31, yearOffset: 1 },
  dueText: '31 May after the financial year',
  lateFee: [
    {
      kind: 'per-day',
      law: LAW,
      confidence: 'low',
      bands: [{ name: 'every licence', when: { always: true }, perDay: { total: rupees(100) }, cap: null }],
    },
  ],
  evidence: [
    { kind: 'acknowledgement', label: 'Acknowledgement of Form D1', required: true, neededFor: 'completion' },
  ],
  effectiveFrom: '2011-08-05',
  confidence: 'low',
  confidenceByField: {
    lateFee: 'low: general knowledge; a cap by the annual fee is spoken of and not recorded here',
  },
  source: { law: LAW, urls: [], basis: 'own-knowledge' },
  notes: [
    'From general knowledge: look the date, the fee and who owes the return up in the regulations in force before you rely on them.',
  ],
  examples: [{ period: 'FY2026-27', due: '2027-05-31' }],
});

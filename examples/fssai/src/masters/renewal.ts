import { defineMaster, rupees } from '@compliance-os/compliance';

const LAW = 'FSS (Licensing and Registration of Food Businesses) Regulations 2011, reg. 2.1.7';

/** Each term of a licence is to be renewed before it ends. */
export const renewalMaster = defineMaster({
  code: 'FSSAI-RENEWAL',
  family: 'fssai',
  name: 'Renewal of the food licence',
  form: 'Form B',
  authority: 'FSSAI',
  law: LAW,
  frequency: 'event',
  triggers: ['fssai.expires'],
  subject: 'registration:fssai',
  applicability: { always: true },
  rule: { kind: 'before-event', event: 'trigger', daysBefore: 30 },
  dueText: 'from 180 to 30 days before the last day; after that, until the last day, with a late fee',
  lateFee: [
    {
      kind: 'per-day',
      law: LAW,
      // The amount is from general knowledge: it is shown, and no rupee is counted on it.
      confidence: 'low',
      bands: [
        {
          name: 'until the last day',
          when: { always: true },
          perDay: { total: rupees(100) },
          cap: { amount: rupees(3_000) },
        },
      ],
    },
  ],
  penalties: ['Business after the last day is business without a licence: FSS Act 2006, s. 63'],
  evidence: [
    { kind: 'fee-receipt', label: 'Receipt of the licence fee', required: true, neededFor: 'filing' },
    { kind: 'renewed-licence', label: 'Renewed licence', required: true, neededFor: 'completion' },
  ],
  effectiveFrom: '2011-08-05',
  confidence: 'low',
  confidenceByField: { rule: 'low: general knowledge, not read in the regulations; terms have been amended' },
  source: { law: LAW, urls: [], basis: 'own-knowledge' },
  notes: [
    'From general knowledge: look the window, the fee and the form up in the regulations in force before you rely on them.',
    'What is not renewed by the last day needs a new licence.',
  ],
  examples: [{ period: 'event:term-1', due: '2027-05-31', events: { trigger: '2027-06-30' } }],
});

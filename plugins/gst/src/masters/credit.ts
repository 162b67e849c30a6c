/** Input tax credit: the last day to take it, and when it has to go back. Reported in GSTR-3B, not filed apart. */
import type { Master, MasterInput } from '@compliance-os/compliance';
import { defineMasters } from '@compliance-os/compliance';
import {
  gstMaster,
  inService,
  interestOnWrongCredit,
  needed,
  recordWorkflow,
  underSection39,
} from './return-terms.ts';

const credit = {
  ...gstMaster,
  nature: 'control',
  applicability: { all: [underSection39, inService] },
  workflow: recordWorkflow,
  effectiveFrom: '2017-07-01',
} satisfies Partial<MasterInput>;

export const creditControls: readonly Master[] = defineMasters([
  {
    ...credit,
    code: 'GST-ITC-CUTOFF',
    name: 'Last day to take credit, amend invoices or issue credit notes for the year',
    form: 'GSTR-3B / GSTR-1',
    law: 'CGST s.16(4), s.34(2), s.37(3)',
    frequency: 'annual',
    rule: {
      kind: 'earlier-of',
      rules: [
        { kind: 'fixed', month: 11, day: 30, yearOffset: 1 },
        { kind: 'before-event', event: 'gstr9.filed', daysBefore: 0 },
      ],
    },
    dueText: '30 November after the FY, or the day the annual return is filed if earlier',
    penalties: ['The credit is lost'],
    evidence: [needed('2b-recon', '2B to books reconciliation of the year')],
    confidence: 'high',
    source: { law: 'CGST s.16(4)', urls: [], basis: 'own-knowledge+seen' },
    examples: [
      { period: 'FY2025-26', due: '2026-11-30', events: { 'gstr9.filed': '2026-12-20' } },
      { period: 'FY2025-26', due: '2026-11-12', events: { 'gstr9.filed': '2026-11-12' } },
    ],
  },
  {
    ...credit,
    code: 'GST-R37A',
    name: 'Reversal of credit where the supplier has not filed GSTR-3B',
    form: 'GSTR-3B table 4(B)(2)',
    law: 'rule 37A',
    frequency: 'annual',
    rule: { kind: 'fixed', month: 11, day: 30, yearOffset: 1 },
    dueText: 'default of the supplier as on 30 September; reverse by 30 November',
    interest: [interestOnWrongCredit],
    evidence: [needed('supplier-status', 'GSTR-3B status of suppliers')],
    confidence: 'high',
    source: { law: 'rule 37A', urls: [], basis: 'own-knowledge' },
    examples: [{ period: 'FY2025-26', due: '2026-11-30' }],
  },
  {
    ...credit,
    code: 'GST-R37-180D',
    name: 'Reversal of credit on invoices unpaid for 180 days',
    form: 'GSTR-3B table 4(B)(2)',
    law: 'CGST s.16(2) second proviso; rule 37',
    frequency: 'event',
    triggers: ['supplier-invoice.issued'],
    rule: { kind: 'days-after', event: 'supplier-invoice.issued', days: 180 },
    dueText: '180 days from the invoice; reverse in the GSTR-3B of the next period',
    interest: [interestOnWrongCredit],
    evidence: [needed('creditor-ageing', 'Ageing of creditors')],
    confidence: 'high',
    source: { law: 'rule 37', urls: [], basis: 'own-knowledge' },
    examples: [
      { period: 'event:inv-1', due: '2026-09-28', events: { 'supplier-invoice.issued': '2026-04-01' } },
    ],
  },
  {
    ...credit,
    code: 'GST-R42-43',
    name: 'Yearly true-up of common-credit reversal',
    form: 'GSTR-3B',
    law: 'rules 42(2) and 43',
    frequency: 'annual',
    applicability: {
      all: [...credit.applicability.all, { field: 'gstin.mixedSupplies', op: 'eq', value: true }],
    },
    rule: { kind: 'fixed', month: 10, day: 20, yearOffset: 1 },
    dueText: 'with the September return after the FY, filed in October',
    interest: [interestOnWrongCredit],
    evidence: [needed('rule-42-working', 'Working under rules 42 and 43')],
    confidence: 'medium',
    source: { law: 'rule 42(2)', urls: [], basis: 'own-knowledge' },
    examples: [{ period: 'FY2025-26', due: '2026-10-20' }],
  },
]);

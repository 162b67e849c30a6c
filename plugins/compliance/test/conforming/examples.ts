/** Calls of the routes whose bodies say more than their schemas can: numbers with a check digit, masters, files. */
import { createHash } from 'node:crypto';
import type { Example, Known } from '@compliance-os/core/testing';
import { gstinOf } from '../setup.ts';
import { notification } from './seed.ts';

const STATES = ['06', '07', '08', '09', '10', '18', '19', '20', '21', '22', '23', '24', '32', '33', '36'];
const of =
  (name: string): Example =>
  (known) => ({ params: { id: known[name]! } });
const ofRegistration = (known: Known) => ({
  subjectType: 'registration',
  subjectId: known['registrationId']!,
});

const master = (serial: number) => ({
  code: `OWN-REVIEW-${serial}`,
  family: 'gst',
  name: 'Monthly review by the controller',
  form: 'Review note',
  authority: 'The company itself',
  law: 'internal policy',
  frequency: 'monthly',
  nature: 'control',
  subject: 'registration:gstin',
  applicability: { always: true },
  rule: { kind: 'day-of-following-month', day: 25, monthsAfter: 1 },
  dueText: '25th of the next month',
  effectiveFrom: '2026-10-01',
  confidence: 'high',
  source: { law: 'internal policy', urls: [], basis: 'own-knowledge' },
});

/** One entity, as the preview and the commit are sent it. */
const upload = (serial: number): FormData => {
  const name = `Imported ${serial}`;
  const content = `record,Name,Legal name,Kind,PAN\nentity,${name},${name} Private Limited,company,AABCZ${1000 + serial}K\n`;
  const form = new FormData();
  form.set('fileHash', createHash('sha256').update(content).digest('hex'));
  form.set('file', new File([content], 'entities.csv', { type: 'text/csv' }));
  return form;
};

export const examples: Readonly<Record<string, Example>> = {
  'post /registrations': (known, serial) => ({
    body: {
      entityId: known['entityId'],
      type: 'gstin',
      number: gstinOf(STATES[serial % STATES.length]!, known['pan']!),
      from: '2026-11-01',
    },
  }),
  'delete /registrations/:id': of('spareId'),
  'post /facts': (known) => ({
    body: {
      ...ofRegistration(known),
      field: 'gstin.exports',
      value: true,
      from: '2026-11-01',
      source: 'a letter',
    },
  }),
  'post /occurrences': (known, serial) => ({
    body: {
      ...ofRegistration(known),
      name: 'composition.start',
      date: '2026-11-02',
      reference: `example ${serial}`,
    },
  }),
  'patch /occurrences/:id': (known) => ({ params: { id: known['eventId']! }, body: { source: 'a letter' } }),
  'delete /occurrences/:id': of('eventId'),
  // later it would count what was seeded as filed before
  'put /onboarding': (known) => ({ body: { ...ofRegistration(known), from: '2020-04-01' } }),
  'post /import/preview': (_, serial) => ({ body: upload(serial) }),
  'post /import/commit': (_, serial) => ({ body: upload(serial) }),
  'get /masters/:code': () => ({ params: { code: 'GST-GSTR1-M' } }),
  'post /masters': (_, serial) => ({ body: { master: master(serial) } }),
  'post /extensions/preview': (_, serial) => ({
    body: { notification: notification(`previewed-${serial}`) },
  }),
  'post /extensions/apply': (_, serial) => ({
    body: { notification: notification(`applied-${serial}`) },
  }),
  'post /extensions/:id/reverse': (known) => ({
    params: { id: known['extensionId']! },
    body: { reason: 'it was withdrawn' },
  }),
  // of a company without registrations: what was seeded stays as it is
  'post /generation/run': (known) => ({
    body: { entityIds: [known['idleId']], from: '2026-10-01', months: 1 },
  }),
  'post /instances/:id/commands': (known) => ({
    params: { id: known['instanceId']! },
    body: { command: 'start' },
  }),
  'post /instances/commands': (known) => ({
    body: { ids: [known['laterInstanceId']], command: { command: 'start' } },
  }),
  'patch /submissions/:id': (known) => ({
    params: { id: known['submissionId']! },
    body: { portalStatus: 'accepted', acceptedOn: '2026-11-21' },
  }),
  'put /payments/:id/allocations': (known) => ({
    params: { id: known['paymentId']! },
    body: { allocations: [{ instanceId: known['instanceId'], amountPaise: 1 }] },
  }),
  'get /calendar': () => ({ query: { from: '2026-09-01', to: '2026-12-31' } }),
  'get /search': () => ({ query: { q: 'conformance' } }),
};

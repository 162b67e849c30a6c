/** What is asked of each route, with an id wherever one fits. A route with a body that does not stand here is not swept, and fails. */
type Make = (id: string) => unknown;

const form =
  (fields: Make): Make =>
  (id) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields(id) as Record<string, string>)) data.set(name, value);
    data.set('file', new File(['a,b\n'], 'x.csv', { type: 'text/csv' }));
    return data;
  };
let serial = 0;
const day = '2026-11-01';
const password = 'seven-brown-kites';
const grant: Make = (id) => ({ roleId: 'contributor', entities: [id] });
const notification: Make = (id) => ({
  id: `swept-${++serial}`,
  number: `Swept ${serial}`,
  date: day,
  scope: { masters: ['GST-GSTR3B-M'], periods: ['2026-10'], entities: [id] },
});

export const BODIES: Readonly<Record<string, Make>> = {
  'post /v1/auth/refresh': (id) => ({ tenantId: id }),
  'post /v1/auth/switch-tenant': (id) => ({ tenantId: id }),
  'post /v1/auth/password-reset-request': () => ({ email: 'nobody@example.in' }),
  'post /v1/auth/password-reset': (id) => ({ token: id, password }),
  'post /v1/auth/accept-invitation': (id) => ({ token: id, password }),
  'post /v1/auth/sign-in': (id) => ({ email: 'nobody@example.in', password: 'x', tenantId: id }),
  'post /v1/operator/sign-in': () => ({ email: 'nobody@example.in', password: 'x' }),
  'post /v1/operator/tenants': () => ({
    name: 'Swept',
    slug: `swept-${++serial}`,
    administrator: { email: `swept${serial}@example.in`, name: 'Swept' },
  }),
  'patch /v1/operator/tenants/{id}': () => ({ name: 'Renamed' }),
  'put /v1/operator/tenants/{id}/plugins/{plugin}': () => ({ allowed: true }),
  'post /v1/operator/tenants/{id}/plugins/{plugin}/purge': () => ({ confirm: 'gst' }),
  'post /v1/operator/plugins/bulk': (id) => ({ action: 'allow', plugin: 'gst', tenants: [id] }),
  'post /v1/invitations': (id) => ({
    email: `swept${++serial}@example.in`,
    name: 'Swept',
    grants: [grant(id)],
  }),
  'post /v1/roles': () => ({ name: `Swept ${++serial}`, permissions: ['core.entity.read'] }),
  'patch /v1/roles/{id}': () => ({ description: 'swept' }),
  'post /v1/people/{id}/grants': grant,
  'post /v1/entities': () => ({ name: `Swept ${++serial}`, legalName: `Swept ${serial}`, kind: 'company' }),
  'patch /v1/entities/{id}': () => ({ legalName: 'Swept' }),
  'post /v1/plugins/{id}/enable': () => ({}),
  'put /v1/plugins/{id}/secrets/{name}': () => ({ secret: 'swept away' }),
  'post /v1/evidence': form((id) => ({ entityId: id, subjectType: 'entity', subjectId: id, kind: 'proof' })),
  'post /v1/evidence/{id}/versions': form(() => ({})),
  'post /v1/jobs/{id}/discard': () => ({ reason: 'swept away' }),
  'post /v1/compliance/registrations': (id) => ({
    entityId: id,
    type: 'gstin',
    number: '29AABCS1234K1ZJ',
    from: day,
  }),
  'patch /v1/compliance/registrations/{id}': () => ({ to: '2027-03-31' }),
  'post /v1/compliance/facts': (id) => ({
    subjectType: 'registration',
    subjectId: id,
    field: 'gstin.exports',
    value: true,
    from: day,
    source: 'swept',
  }),
  'patch /v1/compliance/facts/{id}': () => ({ to: '2027-03-31' }),
  'post /v1/compliance/occurrences': (id) => ({
    subjectType: 'registration',
    subjectId: id,
    name: 'itc-reversal',
    date: day,
    source: 'swept',
  }),
  'patch /v1/compliance/occurrences/{id}': () => ({ source: 'swept' }),
  'put /v1/compliance/onboarding': (id) => ({
    subjectType: 'registration',
    subjectId: id,
    from: '2020-04-01',
  }),
  'post /v1/compliance/import/preview': form(() => ({})),
  'post /v1/compliance/import/commit': form(() => ({})),
  'post /v1/compliance/places': (id) => ({
    entityId: id,
    name: `Swept ${++serial}`,
    kind: 'branch',
    from: day,
  }),
  'patch /v1/compliance/places/{id}': () => ({ address: 'swept' }),
  'post /v1/compliance/persons': (id) => ({
    entityId: id,
    name: `Swept ${++serial}`,
    capacity: 'x',
    from: day,
  }),
  'patch /v1/compliance/persons/{id}': () => ({ capacity: 'swept' }),
  'post /v1/compliance/masters': () => ({ master: {} }),
  'post /v1/compliance/generation/preview': (id) => ({ entityIds: [id], from: '2026-10-01', months: 1 }),
  'post /v1/compliance/generation/run': (id) => ({ entityIds: [id], from: '2026-10-01', months: 1 }),
  'post /v1/compliance/extensions/preview': (id) => ({ notification: notification(id) }),
  'post /v1/compliance/extensions/apply': (id) => ({ notification: notification(id) }),
  'post /v1/compliance/extensions/{id}/reverse': () => ({ reason: 'swept away' }),
  'post /v1/compliance/instances/{id}/commands': () => ({ command: 'start' }),
  'post /v1/compliance/instances/commands': (id) => ({ ids: [id], command: { command: 'start' } }),
  'post /v1/compliance/instances/assignments': (id) => ({ ids: [id], assignee: null }),
  'patch /v1/compliance/submissions/{id}': () => ({ portalStatus: 'accepted', acceptedOn: day }),
  'post /v1/compliance/payments': (id) => ({
    entityId: id,
    challanNumber: `SWEPT${++serial}`,
    paidOn: day,
    amountPaise: 100,
  }),
  'put /v1/compliance/payments/{id}/allocations': (id) => ({
    allocations: [{ instanceId: id, amountPaise: 1 }],
  }),
};

/** What a step needs besides the permission of its route: told before anything is looked for. */
export const STEP_PERMISSIONS: Readonly<Record<string, string>> = {
  'post /v1/compliance/instances/{id}/commands': 'compliance.instance.update',
};

/** What a query must say; ids are put in by the names of the parameters. */
export const QUERIES: Readonly<Record<string, string>> = {
  'get /v1/compliance/calendar': 'from=2026-04-01&to=2027-12-31',
  'get /v1/compliance/search': 'q=canary',
};

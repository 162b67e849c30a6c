import { newId } from '@compliance-os/core/host';
import type { TestClient, TestHost } from '@compliance-os/core/testing';
import { addCompany, made } from '../company.ts';

type Host = TestHost<'a' | 'b'>;
export type Tenant = 'a' | 'b';

/** Stands in what a tenant says of its first entity, and of the one that limited people may not see. */
export const canary = (tenant: Tenant): string => `CANARY-${tenant}-`;
export const apart = (tenant: Tenant): string => `${canary(tenant)}apart`;

const PANS = { a: ['AABCA1111K', 'AABCA2222K'], b: ['AABCB1111K', 'AABCB2222K'] } as const;

/** The two who bring an obligation to its filing: nobody approves what they prepared. */
export interface Hands {
  readonly maker: TestClient;
  readonly checker: TestClient;
}

const fillEntity = async ({ maker }: Hands, entityId: string, text: string): Promise<void> => {
  const from = '2024-04-01';
  await made(
    maker.post('/v1/compliance/places', { entityId, name: text, kind: 'factory', address: text, from }),
  );
  await made(maker.post('/v1/compliance/persons', { entityId, name: text, capacity: text, from }));
  const payment = {
    entityId,
    challanNumber: text.replaceAll('-', ''),
    paidOn: '2026-11-01',
    amountPaise: 100,
  };
  await made(maker.post('/v1/compliance/payments', payment));
};

const attach = (
  client: TestClient,
  entityId: string,
  [subjectType, subjectId]: readonly ['instance' | 'entity', string],
  kind: string,
  text: string,
) =>
  made(
    client.upload(
      '/v1/evidence',
      { entityId, subjectType, subjectId, kind, label: text },
      { name: `${text}.csv`, type: 'text/csv', content: `what,${text}\n` },
    ),
  );

interface Detail {
  readonly evidenceRequired: readonly { readonly kind: string }[];
}

/** Takes one return of last month from preparation to its acknowledgement. */
const fileOne = async ({ maker, checker }: Hands, entityId: string, text: string): Promise<string> => {
  const listed = await made(
    maker.get<{ items: { id: string }[] }>(
      `/v1/compliance/instances?masterCode=GST-GSTR1-M&sort=effectiveDate&limit=1&entityId=${entityId}`,
    ),
  );
  const { id } = listed.items[0]!;
  const { evidenceRequired } = await made(maker.get<Detail>(`/v1/compliance/instances/${id}`));
  const step = (who: TestClient, body: object) =>
    made(who.post(`/v1/compliance/instances/${id}/commands`, body));
  await step(maker, { command: 'start' });
  for (const { kind } of evidenceRequired) await attach(maker, entityId, ['instance', id], kind, text);
  await step(maker, { command: 'submit', reason: text });
  await step(checker, { command: 'approve' });
  await step(maker, {
    command: 'file',
    reason: text,
    kind: 'original',
    filingDate: '2026-11-20',
    nilDeclared: false,
    acknowledgementNumber: text.replaceAll('-', ''),
    portalStatus: 'pending',
  });
  return id;
};

/**
 * Puts something of the tenant into everything that can be asked for.
 * @returns the entity that a limited person sees
 */
export const seed = async (t: Host, tenant: Tenant, hands: Hands): Promise<string> => {
  const { maker } = hands;
  const [pan, otherPan] = PANS[tenant];
  const text = `${canary(tenant)}near`;
  const { entityId, registrationId } = await addCompany(maker, text, pan);
  const other = await addCompany(maker, apart(tenant), otherPan);
  await fillEntity(hands, entityId, text);
  await fillEntity(hands, other.entityId, apart(tenant));
  await made(
    maker.post('/v1/compliance/facts', {
      subjectType: 'registration',
      subjectId: registrationId,
      field: 'gstin.exports',
      value: false,
      from: '2024-04-01',
      source: text,
    }),
  );
  await made(maker.post('/v1/compliance/generation/run', { from: '2026-09-01', months: 3 }));
  await fileOne(hands, entityId, text);
  await attach(maker, other.entityId, ['entity', other.entityId], 'proof', apart(tenant));
  const known = await made(
    maker.get<{ items: { id: string; notification: object }[] }>('/v1/compliance/notifications'),
  );
  const { notification } = known.items.find(({ id }) => id === 'ct-01-2026') ?? known.items[0]!;
  await made(maker.post('/v1/compliance/extensions/apply', { notification }));
  await made(maker.post('/v1/roles', { name: text, description: text, permissions: ['core.entity.read'] }));
  const email = `${text.toLowerCase()}@example.in`;
  const grants = [{ roleId: 'contributor', entities: [entityId] }];
  await made(maker.post('/v1/invitations', { email, name: text, grants }));
  await t.sql(
    `insert into core.job (tenant_id, id, plugin, name, state, run_at, last_error) values ($1, $2, 'compliance', 'compliance.status', 'dead', now(), $3)`,
    [t.tenants[tenant], newId(), text],
  );
  return entityId;
};

/** A company with work in every state, for asking each route about something that is there. */
import type { Known, Seeding, TestReply } from '@compliance-os/core/testing';
import { addCompany, attach, generate, gstinOf, list } from '../setup.ts';

const made = <T>({ status, body }: TestReply<T>): T => {
  if (status >= 300) throw new Error(`expected success, received ${status}: ${JSON.stringify(body)}`);
  return body;
};

interface Detail {
  readonly evidenceRequired: readonly { readonly kind: string }[];
  readonly submissions: readonly { readonly id: string }[];
}

/** Takes one return of September to its acknowledgement, which is pending. @returns id of its submission */
const fileOne = async ({ host, tenant, client, text }: Seeding, entityId: string, id: string) => {
  const checker = host.as(tenant);
  const path = `/v1/compliance/instances/${id}`;
  const step = async (who: typeof client, command: object) =>
    made(await who.post(`${path}/commands`, command));
  const { evidenceRequired } = made(await client.get<Detail>(path));
  await step(client, { command: 'start' });
  for (const { kind } of evidenceRequired) made(await attach(client, entityId, id, kind, text));
  await step(client, { command: 'submit' });
  await step(checker, { command: 'approve' });
  await step(client, {
    command: 'file',
    kind: 'original',
    filingDate: '2026-11-20',
    nilDeclared: false,
    acknowledgementNumber: `AA${text.replaceAll('-', '')}`,
    portalStatus: 'pending',
  });
  return made(await client.get<Detail>(path)).submissions[0]!.id;
};

export const notification = (id: string) => ({
  id,
  number: `Notification ${id}`,
  date: '2026-11-21',
  scope: { masters: ['GST-GSTR3B-M'], periods: { keys: ['2026-10'] } },
  moves: { to: '2026-11-25' },
  feeFreeUntil: null,
  law: 'CGST s.39(6)',
  urls: [],
  confidence: 'high',
});

export const seed = async (seeding: Seeding): Promise<Known> => {
  const { client, text, known } = seeding;
  const { entityId, pan, registrations } = await addCompany(client, text, { '27': 'monthly' });
  const registrationId = registrations['27']!;
  await generate(client, '2026-09-01', 3);
  const returns = await list(client, `masterCode=GST-GSTR1-M&sort=effectiveDate&entityId=${entityId}`);
  const [filed, open, later] = returns.items;
  const add = async (path: string, body: object) =>
    made(await client.post<{ id: string }>(`/v1/compliance/${path}`, body)).id;
  return {
    entityId,
    pan,
    registrationId,
    instanceId: open!.id,
    laterInstanceId: later!.id,
    idleId: known['entityId']!,
    submissionId: await fileOne(seeding, entityId, filed!.id),
    spareId: await add('registrations', {
      entityId,
      type: 'gstin',
      number: gstinOf('29', pan),
      from: '2026-11-01',
    }),
    eventId: await add('occurrences', {
      subjectType: 'registration',
      subjectId: registrationId,
      name: 'composition.start',
      date: '2026-11-03',
    }),
    extensionId: await add('extensions/apply', { notification: notification(`seeded-${text}`) }),
    paymentId: await add('payments', {
      entityId,
      challanNumber: text.replaceAll('-', ''),
      paidOn: '2026-11-01',
      amountPaise: 100,
    }),
  };
};

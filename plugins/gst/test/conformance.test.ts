import compliance from '@compliance-os/compliance/plugin';
import { runConformance, type Known, type Seeding } from '@compliance-os/core/testing';
import { expect, inject, it } from 'vitest';
import { gstinCheckCharacter } from '../src/contract.ts';
import gst from '../src/plugin.ts';

/** A company with a GSTIN that files by the month, and its returns of October. */
const seed = async ({ client, text }: Seeding): Promise<Known> => {
  const pan = 'AABCL1234K';
  const entity = await client.post<{ id: string }>('/v1/entities', {
    name: text,
    legalName: text,
    kind: 'company',
    pan,
  });
  const facts = {
    'gstin.type': 'regular',
    'gstin.status': 'active',
    'gstin.qrmp': false,
    'gstin.aato': 12_00_00_00_000_00,
  };
  const registration = await client.post<{ id: string }>('/v1/compliance/registrations', {
    entityId: entity.body.id,
    type: 'gstin',
    number: `27${pan}1Z${gstinCheckCharacter(`27${pan}1Z`)}`,
    from: '2020-04-01',
    facts: Object.entries(facts).map(([field, value]) => ({ field, value })),
  });
  await client.post('/v1/compliance/generation/run', { from: '2026-10-01', months: 1 });
  const { body } = await client.get<{ items: readonly { id: string }[] }>(
    '/v1/compliance/instances?masterCode=GST-GSTR1-M',
  );
  return { registrationId: registration.body.id, instanceId: body.items[0]!.id };
};

it('keeps what a plugin promises', { timeout: 120_000 }, async () => {
  const conformance = runConformance(gst, {
    plugins: [compliance],
    postgresUrl: inject('postgresUrl'),
    seed,
    examples: {
      'get /registrations/:id/standing': ({ registrationId }) => ({ params: { id: registrationId! } }),
      'get /instances/:id/chain': ({ instanceId }) => ({ params: { id: instanceId! } }),
    },
  });
  await expect(conformance).resolves.toBeUndefined();
});

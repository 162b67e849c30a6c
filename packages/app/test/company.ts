import type { TestClient } from '@compliance-os/core/testing';
import { gstinCheckCharacter } from '@compliance-os/gst';

const gstinOf = (state: string, pan: string): string => {
  const first14 = `${state}${pan}1Z`;
  return `${first14}${gstinCheckCharacter(first14)}`;
};

export interface Company {
  readonly entityId: string;
  readonly registrationId: string;
}

/** @throws where the portal refuses */
export const made = async <T>(reply: Promise<{ status: number; body: T }>): Promise<T> => {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(`expected success, received ${status}: ${JSON.stringify(body)}`);
  return body;
};

/** A company with one monthly GSTIN in Maharashtra. */
export const addCompany = async (client: TestClient, name: string, pan: string): Promise<Company> => {
  const entity = await made(
    client.post<{ id: string }>('/v1/entities', { name, legalName: name, kind: 'company', pan }),
  );
  const facts = {
    'gstin.type': 'regular',
    'gstin.status': 'active',
    'gstin.qrmp': false,
    'gstin.aato': 12_00_00_00_000_00,
  };
  const registration = await made(
    client.post<{ id: string }>('/v1/compliance/registrations', {
      entityId: entity.id,
      type: 'gstin',
      number: gstinOf('27', pan),
      from: '2020-04-01',
      facts: Object.entries(facts).map(([field, value]) => ({ field, value })),
    }),
  );
  return { entityId: entity.id, registrationId: registration.id };
};

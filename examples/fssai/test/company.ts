import type { TestClient } from '@compliance-os/core/testing';

export interface Company {
  readonly entityId: string;
  readonly registrationId: string;
}

/** A company with one licence. @throws where the portal refuses it */
export const addCompany = async (
  client: TestClient,
  {
    name,
    number,
    validUntil,
  }: { readonly name: string; readonly number: string; readonly validUntil: string },
): Promise<Company> => {
  const entity = await client.post<{ id: string }>('/v1/entities', {
    name,
    legalName: name,
    kind: 'company',
  });
  const registration = await client.post<{ id: string }>('/v1/compliance/registrations', {
    entityId: entity.body.id,
    type: 'fssai',
    number,
    from: '2025-04-01',
    facts: [
      { field: 'fssai.validUntil', value: validUntil },
      { field: 'fssai.business', value: 'manufacturer' },
    ],
  });
  if (registration.status !== 201) throw new Error(JSON.stringify(registration.body));
  return { entityId: entity.body.id, registrationId: registration.body.id };
};

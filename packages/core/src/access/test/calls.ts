import type { Answer, Visitor } from '../../identity/test/visitor.ts';

/** Calls that the tests of people and grants share. */

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly grants: readonly { readonly id: string; readonly roleId: string }[];
}

export interface List {
  readonly items: Item[];
  readonly pageInfo: { readonly nextCursor: string | null; readonly hasNext: boolean };
}

export const give = (
  who: Visitor,
  person: string,
  body: object,
): Promise<Answer<{ id: string; code: string }>> => who.post(`/v1/people/${person}/grants`, body);

export const take = (who: Visitor, person: string, grant: string): Promise<Answer> =>
  who.call('DELETE', `/v1/people/${person}/grants/${grant}`);

/** @returns id of a new entity */
export const addEntity = async (who: Visitor, pan = 'aaaca1234c'): Promise<string> => {
  const entity = { name: 'Acme', legalName: 'Acme Private Limited', kind: 'company', pan };
  return (await who.post<{ id: string }>('/v1/entities', entity)).body.id;
};

import { accounts } from '@compliance-os/core/host';
import { TestClient, type TestHost } from '@compliance-os/core/testing';
import { made } from './company.ts';

type Host = TestHost<'a' | 'b'>;

export const PASSWORD = 'seven-brown-kites';

/** A role over everything, or over some entities or families. */
export interface Given {
  readonly role: string;
  readonly entities?: readonly string[];
  readonly families?: readonly string[];
}

const inFull = ({ role, entities, families }: Given) => ({
  role,
  allEntities: entities === undefined,
  entities: entities ?? [],
  dimensions: families === undefined ? {} : { family: families },
  validFrom: null,
  validTo: role === 'auditor' ? '2027-12-31' : null,
});

/** Signs in as people do; without grants a member who may do nothing. */
export const signIn = async (
  t: Host,
  tenant: 'a' | 'b',
  email: string,
  grants: readonly Given[],
): Promise<TestClient> => {
  const { made: accountsOf } = await t.host.services.resolve('core', { made: accounts });
  const person = await accountsOf.ensure('person', { email, name: email.split('@')[0]!, password: PASSWORD });
  await accountsOf.addMember(t.tenants[tenant], person, grants.map(inFull));
  return new TestClient(t.url, await tokenOf(t, '/v1/auth/sign-in', email));
};

export const signInAsOperator = async (t: Host, email: string): Promise<TestClient> => {
  const { made: accountsOf } = await t.host.services.resolve('core', { made: accounts });
  await accountsOf.ensure('operator', { email, name: 'Operator', password: PASSWORD });
  return new TestClient(t.url, await tokenOf(t, '/v1/operator/sign-in', email));
};

const tokenOf = async (t: Host, path: string, email: string): Promise<string> => {
  const body = { email, password: PASSWORD };
  const headers = { 'x-requested-with': 'compliance-os' };
  return (await made(t.anonymous().post<{ accessToken: string }>(path, body, headers))).accessToken;
};

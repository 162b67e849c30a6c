import { TENANT_ADMINISTRATOR } from '../../access/built-in-roles.ts';
import type { StoredGrant } from '../../access/resolve-access.ts';
import { definePlugin } from '../../plugin/manifest.ts';
import { crud, permission } from '../../plugin/permission.ts';
import { startTestHost, type TestHost } from '../../testing/harness.ts';
import { accounts, type Accounts } from '../accounts.ts';
import { Visitor } from './visitor.ts';

/** A portal with real sign-in, two tenants and their administrators, for the tests of this room and of access. */
export interface TestPortal {
  readonly host: TestHost<'a' | 'b'>;
  readonly accounts: Accounts;
  /** A browser that nobody has signed in with. */
  visitor(): Visitor;
  signedIn(email: string, tenantId?: string): Promise<Visitor>;
  operator(): Promise<Visitor>;
  /** A person, member of the tenants with these grants. @returns their id */
  person(email: string, memberships?: Partial<Record<'a' | 'b', readonly StoredGrant[]>>): Promise<string>;
  /** The secret of the newest link that was mailed to somebody; waits for mails that are sent in the background. */
  mailedSecret(to: string): Promise<string>;
  mailsTo(to: string): Promise<number>;
  stop(): Promise<void>;
}

export const PASSWORD = 'seven-brown-kites';
export const ADMIN_A = 'admin.a@example.in';
export const ADMIN_B = 'admin.b@example.in';
export const OPERATOR = 'operator@example.in';

export const grant = (role: string, over: Partial<StoredGrant> = {}): StoredGrant => ({
  role,
  allEntities: true,
  entities: [],
  dimensions: {},
  validFrom: null,
  validTo: null,
  ...over,
});

const sample = definePlugin({
  id: 'sample',
  name: 'Sample',
  version: '1.0.0',
  hostApi: '^1.0.0',
  permissions: [...crud('sample.thing', 'things'), permission('sample.thing.approve', 'Approve things')],
  roles: [
    {
      key: 'sample-lead',
      name: 'Sample lead',
      description: 'Looks after things',
      permissions: [
        'core.person.update',
        'core.person.read',
        'core.role.read',
        'sample.thing.read',
        'sample.thing.update',
      ],
    },
  ],
  dimensions: [
    {
      name: 'family',
      label: 'Family',
      values: [
        { value: 'x', label: 'X' },
        { value: 'y', label: 'Y' },
      ],
    },
  ],
});

export const startPortal = async (postgresUrl: string | undefined): Promise<TestPortal> => {
  const host = await startTestHost({ plugins: [sample], postgresUrl, realSignIn: true });
  const { made } = await host.host.services.resolve('core', { made: accounts });
  const person: TestPortal['person'] = async (email, memberships = {}) => {
    const id = await made.ensure('person', { email, name: email.split('@')[0] ?? email, password: PASSWORD });
    for (const [tenant, grants] of Object.entries(memberships)) {
      await made.addMember(host.tenants[tenant as 'a' | 'b'], id, grants);
    }
    return id;
  };
  await person(ADMIN_A, { a: [grant(TENANT_ADMINISTRATOR)] });
  await person(ADMIN_B, { b: [grant(TENANT_ADMINISTRATOR)] });
  await made.ensure('operator', { email: OPERATOR, name: 'Operator', password: PASSWORD });

  const mails = (to: string) =>
    host.sql<{ body: string }>('select body from core.mail_outbox where recipient = $1 order by id desc', [
      to,
    ]);
  return {
    host,
    accounts: made,
    person,
    visitor: () => new Visitor(host.url),
    signedIn: async (email, tenantId) => {
      const visitor = new Visitor(host.url);
      await visitor.signIn(email, PASSWORD, tenantId);
      return visitor;
    },
    operator: async () => {
      const visitor = new Visitor(host.url);
      await visitor.signInAsOperator(OPERATOR, PASSWORD);
      return visitor;
    },
    mailedSecret: async (to) => {
      for (let tries = 0; tries < 100; tries++) {
        const secret = /token=([\w-]+)/.exec((await mails(to))[0]?.body ?? '')?.[1];
        if (secret !== undefined) return secret;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`no mail with a link was sent to ${to}`);
    },
    mailsTo: async (to) => (await mails(to)).length,
    stop: () => host.stop(),
  };
};

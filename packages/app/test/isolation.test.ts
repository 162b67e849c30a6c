import {
  differing,
  idsOf,
  requireServer,
  startPostgres,
  startTestHost,
  sumsOf,
  tablesThatName,
  TestClient,
  type PostgresServer,
  type TestHost,
} from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plugins } from './composition.ts';
import { BODIES } from './isolation/asked.ts';
import { made } from './company.ts';
import { permissionsOfMatrix, ROLE_LETTERS } from './isolation/permission-matrix.ts';
import { bypassRowSecurity, spoiler, withoutPredicates } from './isolation/sabotage.ts';
import { canary, seed, type Hands, type Tenant } from './isolation/seed.ts';
import { operationsOf, sweep, type Asker, type Kind, type Operation } from './isolation/sweep.ts';
import { tablesWithoutCanary } from './isolation/tables.ts';
import { signIn, signInAsOperator } from './people.ts';

/** Set it to have everybody ask for every id with every wall gone in turn; otherwise the administrator does, and the others ask for some. */
const LONG = process.env['ISOLATION'] === 'full';
const UNKNOWN = ['foreign', 'random', 'malformed'] as const;

/** Tables in which nobody writes words of their own: states, counters, numbers, dates, what is sealed and what is derived. */
const WORDLESS: readonly string[] = [
  'compliance.amendment',
  'compliance.explanation',
  'compliance.extension',
  'compliance.extension_effect',
  'compliance.generation_mark',
  'compliance.instance',
  'compliance.instance_date',
  'compliance.instance_state',
  'compliance.instance_tally',
  'compliance.master_version',
  'compliance.occurrence',
  'compliance.onboarding',
  'compliance.payment_allocation',
  'compliance.registration',
  'compliance.undetermined',
  'core.event_sequence',
  'core.idempotency',
  'core.membership',
  'core.occurrence',
  'core.plugin_export',
  'core.plugin_secret',
  'core.plugin_tombstone',
  'core.role_grant',
  'core.schedule',
  'core.tenant_plugin',
];

/**
 * Routes that nobody brings to success with an id of each table: they want a secret, a code, a cookie, two ids that belong
 * together, or a state that another answer has just ended. They are asked, and may show nothing.
 */
const UNREACHED: readonly string[] = [
  'post /v1/auth/sign-in',
  'post /v1/auth/refresh',
  'post /v1/auth/password-reset',
  'post /v1/auth/accept-invitation',
  'post /v1/people/{id}/grants',
  'delete /v1/people/{id}/grants/{grantId}',
  'get /v1/plugins/{id}/preview',
  'post /v1/plugins/{id}/enable',
  'post /v1/plugins/{id}/disable',
  'post /v1/plugins/{id}/archive',
  'post /v1/plugins/{id}/restore',
  'post /v1/plugins/{id}/exports',
  'get /v1/plugins/{id}/exports',
  'post /v1/plugins/{id}/exports/{export}/link',
  'post /v1/plugin-tombstones/{id}/link',
  'post /v1/plugin-bundles/{id}/enable',
  'get /v1/plugins/{id}/secrets',
  'put /v1/plugins/{id}/secrets/{name}',
  'delete /v1/plugins/{id}/secrets/{name}',
  'post /v1/evidence/{id}/approve',
  'get /v1/evidence-files/{tenant}/{entity}/{subject}/{file}',
  'post /v1/jobs/{id}/retry',
  'post /v1/jobs/{id}/discard',
  'post /v1/compliance/registrations',
  'delete /v1/compliance/registrations/{id}',
  'post /v1/compliance/occurrences',
  'patch /v1/compliance/occurrences/{id}',
  'delete /v1/compliance/occurrences/{id}',
  'post /v1/compliance/import/commit',
  'get /v1/compliance/masters/{code}',
  'post /v1/compliance/masters',
  'post /v1/compliance/extensions/preview',
  'post /v1/compliance/extensions/apply',
  'put /v1/compliance/payments/{id}/allocations',
];

/**
 * The portal as it is shipped: every route of its manifests, as everybody who can be given a role, for ids of their own,
 * of the other tenant, of nobody and of no shape. Its answers are held to `permission-matrix.ts`, and then each wall is
 * taken away in turn, on a server of its own, since roles belong to the whole server.
 */
describe.skipIf(requireServer('postgres') === undefined)(
  'tenants of the portal are apart',
  { timeout: LONG ? 3_600_000 : 180_000 },
  () => {
    let server: PostgresServer;
    let t: TestHost<'a' | 'b'>;
    let operations: readonly Operation[];
    let people: Record<string, Asker>;
    let ids: Record<Tenant, readonly string[]>;
    let spoil: ReturnType<typeof spoiler>;
    let nearEntity: string;
    const everybody = () => Object.values(people).filter(({ name }) => name !== 'administrator of the other');
    const sweepAs = (
      tenant: Tenant,
      askers: readonly Asker[],
      kinds: readonly Kind[],
      { statusesMatter = true, everyId = true } = {},
    ) =>
      sweep(t, {
        operations,
        askers,
        tenant,
        kinds,
        ids: { own: ids[tenant], foreign: ids[tenant === 'a' ? 'b' : 'a'] },
        thorough: ({ role }) => LONG || (everyId && role === 'tenant-administrator'),
        statusesMatter,
      });
    /** The administrator asks; in the long form whoever has a role, and the other tenant's administrator as well. */
    const sabotaged = async (options: { statusesMatter?: boolean; everyId?: boolean } = {}) => {
      const before = await sumsOf(t, t.tenants.b);
      const askers = LONG ? everybody() : [people['administrator']!];
      const there = await sweepAs('a', askers, UNKNOWN, options);
      const changed = differing(before, await sumsOf(t, t.tenants.b));
      const others = LONG ? [people['administrator of the other']!] : [];
      const back = await sweepAs('b', others, UNKNOWN, options);
      return [
        ...there.findings,
        ...back.findings,
        ...changed.map((table) => `rows of the other tenant changed: ${table}`),
      ];
    };

    beforeAll(async () => {
      server = await startPostgres({ fsync: false });
      t = await startTestHost({ plugins, postgresUrl: server.adminUrl, realSignIn: true, logLevel: 'fatal' });
      spoil = spoiler(t);
      const expired = await signIn(t, 'a', 'late@a.example', [{ role: 'tenant-administrator' }]);
      t.clock.advance(3_600_000);
      const administrator = async (tenant: Tenant) =>
        signIn(t, tenant, `admin@${tenant}.example`, [{ role: 'tenant-administrator' }]);
      const hands = async (tenant: Tenant): Promise<Hands> => ({
        maker: await administrator(tenant),
        checker: await signIn(t, tenant, `checker@${tenant}.example`, [{ role: 'cfo' }]),
      });
      nearEntity = await seed(t, 'a', await hands('a'));
      await seed(t, 'b', await hands('b'));
      for (const tenant of ['a', 'b'] as const)
        await signIn(t, tenant, `canary-${tenant}-person@example.in`, [{ role: 'contributor' }]);
      const as = (role: string, given: object = {}) =>
        signIn(t, 'a', `${role}.${Object.keys(given)[0] ?? 'all'}@a.example`, [{ role, ...given }]);
      const list: readonly Asker[] = [
        { name: 'administrator', role: 'tenant-administrator', client: await administrator('a') },
        { name: 'auditor', role: 'auditor', client: await as('auditor') },
        { name: 'CFO', role: 'cfo', client: await as('cfo') },
        { name: 'approver', role: 'approver', client: await as('approver') },
        { name: 'tax lead', role: 'tax-lead', client: await as('tax-lead') },
        { name: 'contributor', role: 'contributor', client: await as('contributor') },
        {
          name: 'tax lead of one entity',
          role: 'tax-lead',
          limited: 'entity',
          client: await as('tax-lead', { entities: [nearEntity] }),
        },
        {
          name: 'contributor of another family',
          role: 'contributor',
          limited: 'family',
          client: await as('contributor', { families: ['tds'] }),
        },
        { name: 'member without a role', role: 'none', client: await signIn(t, 'a', 'none@a.example', []) },
        { name: 'operator', role: 'operator', client: await signInAsOperator(t, 'operator@example.in') },
        { name: 'anonymous', role: 'nobody', client: t.anonymous() },
        { name: 'expired token', role: 'nobody', client: expired },
        {
          name: 'forged token',
          role: 'nobody',
          client: new TestClient(t.url, `${expired.token.slice(0, -6)}AAAAAA`),
        },
        {
          name: 'administrator of the other',
          role: 'tenant-administrator',
          client: await administrator('b'),
        },
      ];
      people = Object.fromEntries(list.map((asker) => [asker.name, asker]));
      const described = await made(people['administrator']!.client.get<{ paths: never }>('/v1/openapi'));
      operations = operationsOf(t.host.manifests, described.paths);
      const swept = await t.sql<{ id: string }>(
        `select id::text from core.person where email like '%.example' and email not like '%canary%'`,
      );
      const except = swept.map(({ id }) => id);
      const idsBut = async (tenant: Tenant) =>
        (await idsOf(t, t.tenants[tenant])).filter((id) => !except.includes(id));
      ids = { a: await idsBut('a'), b: await idsBut('b') };
    });
    afterAll(async () => {
      await t?.stop();
      await server?.stop();
    });

    it('the matrix names every permission and every role of the portal, and everything that can be asked is asked', async () => {
      const declared = t.host.manifests.flatMap(({ permissions = [] }) =>
        permissions.map(({ name }) => name),
      );
      expect([...permissionsOfMatrix()].toSorted()).toEqual(declared.toSorted());
      const roles = t.host.manifests.flatMap(({ roles = [] }) => roles.map(({ key }) => key));
      expect(Object.keys(ROLE_LETTERS)).toEqual(expect.arrayContaining(roles));
      expect(operations.length).toBeGreaterThan(100);
      const bodies = operations.filter(({ hasBody }) => hasBody).map(({ key }) => key);
      expect(Object.keys(BODIES).toSorted()).toEqual(bodies.toSorted());
      expect(await tablesWithoutCanary(t, 'b')).toEqual(WORDLESS);
    });

    it('with everything in place, whoever asks', async () => {
      const before = await sumsOf(t, t.tenants.b);
      const { requests, findings } = await sweepAs('a', everybody(), UNKNOWN);
      expect(findings).toEqual([]);
      expect(requests).toBeGreaterThan(3_000);
      expect(await sumsOf(t, t.tenants.b)).toEqual(before);
      expect(await tablesThatName(t, t.tenants.a, ids.b)).toEqual([]);
      expect((await sweepAs('b', [people['administrator of the other']!], UNKNOWN)).findings).toEqual([]);
    });

    it('by the predicates of the queries alone, with roles that bypass row level security', async () => {
      await bypassRowSecurity(t, true);
      try {
        expect(await sabotaged()).toEqual([]);
      } finally {
        await bypassRowSecurity(t, false);
      }
    });

    it('by row level security alone, with the tenant taken out of every statement', async () => {
      await spoil(withoutPredicates);
      try {
        expect(await sabotaged()).toEqual([]);
      } finally {
        await spoil({});
      }
    });

    it.each([
      ['is missing', () => ''],
      ['is the other one', (id: string) => (id === t.tenants.a ? t.tenants.b : t.tenants.a)],
    ])('where the tenant of the handle %s, nothing is read', async (_, tenant) => {
      await spoil({ tenant });
      try {
        expect(await sabotaged({ statusesMatter: false, everyId: false })).toEqual([]);
        for (const path of [
          'entities',
          'evidence',
          'compliance/instances',
          'compliance/registrations',
          'compliance/search?q=canary',
        ]) {
          const reply = await people['administrator']!.client.get(`/v1/${path}`);
          expect(JSON.stringify(reply.body)).not.toContain(canary('a'));
        }
      } finally {
        await spoil({});
      }
    });

    it('and a sweep sees it where two walls are gone', async () => {
      await spoil(withoutPredicates);
      await bypassRowSecurity(t, true);
      try {
        const findings = (await sabotaged({ everyId: false })).join('\n');
        expect(findings).toMatch(/get \/v1\/entities .*shows what is another tenant's/);
        expect(findings).toMatch(
          /patch \/v1\/compliance\/persons\/\{id\} with a foreign id: 200: expected 404/,
        );
        expect(findings).toContain('rows of the other tenant changed: compliance.person');
      } finally {
        await bypassRowSecurity(t, false);
        await spoil({});
      }
    });

    it('with ids of their own, last of all: what each may do works, and changes nothing elsewhere', async () => {
      const before = await sumsOf(t, t.tenants.b);
      const { findings, succeeded } = await sweepAs('a', everybody(), ['own']);
      expect(findings).toEqual([]);
      expect(await sumsOf(t, t.tenants.b)).toEqual(before);
      const failed = operations.map(({ key }) => key).filter((key) => !succeeded.has(key));
      // Those who run the portal are not asked here: they would suspend the tenants.
      expect(failed.filter((key) => !key.includes(' /v1/operator/') && !UNREACHED.includes(key))).toEqual([]);
    });
  },
);

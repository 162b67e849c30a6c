import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { describeFinding } from '../src/plugin/validate.ts';
import { checkAbsence } from '../src/testing/conformance/absence.ts';
import { Findings } from '../src/testing/conformance/findings.ts';
import { openProbe, type Probe } from '../src/testing/conformance/probe.ts';
import { checkRoutes } from '../src/testing/conformance/routes.ts';
import { checkMigratedTwice } from '../src/testing/conformance/tables.ts';
import { Watch } from '../src/testing/conformance/watch.ts';
import {
  findNonconformance,
  NotConformant,
  runConformance,
  startTestHost,
  type TestHost,
} from '../src/testing/index.ts';
import { clearTimers, LIVES, MANIFESTS, ROUTES, SCHEMAS, TENANTS, type Broken } from './broken/plugins.ts';
import { sound } from './broken/sound.ts';
import { ledgerPlugin } from './ledger/plugin.ts';
import notes from './notes/plugin.ts';

const postgresUrl = inject('postgresUrl');
const read = (findings: Parameters<typeof describeFinding>[0][]): readonly string[] =>
  findings.map((finding) =>
    describeFinding(finding)
      .replace(/^plugin "(broken|ledger)": /, '')
      .replace(/plugins\.ts:\d+/, 'plugins.ts:LINE'),
  );

afterAll(clearTimers);

describe.each(Object.entries({ MANIFESTS, SCHEMAS, ROUTES, TENANTS, LIVES }))(
  '%s: the kit finds',
  { timeout: 120_000 },
  (_, table) => {
    it.each(Object.entries<Broken>(table))('%s', async (_name, { plugin, options = {}, found }) => {
      const findings = await findNonconformance(plugin, { ...options, postgresUrl });
      expect(read([...findings])).toEqual(found);
    });
  },
);

describe('the plugin of which the broken ones are made', () => {
  it('conforms', async () => {
    expect(await findNonconformance(sound(), { postgresUrl })).toEqual([]);
  });
});

describe('runConformance', () => {
  it('fails once, with everything', async () => {
    const { plugin, options = {} } = MANIFESTS['options for routes that are not there']!;
    const error: unknown = await runConformance(plugin, options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotConformant);
    expect((error as NotConformant).findings).toHaveLength(2);
    expect((error as NotConformant).message).toBe(
      `plugin "broken" does not conform, 2 findings:
  - plugin "broken": options.examples: expected routes of the manifest, such as "post /notes/:id", received "post /thing"
  - plugin "broken": options.unreached: expected routes of the manifest, such as "post /notes/:id", received "get /"`,
    );
  });
});

/** What the host itself holds cannot be broken by a plugin: here the host is, so that each check has something to see. */
describe('where a wall of the host is gone', () => {
  const ledger = ledgerPlugin();
  const watch = new Watch(ledger);
  const findings = new Findings('ledger');
  let host: TestHost<'a' | 'b'>;
  let probe: Probe;

  beforeAll(async () => {
    host = await startTestHost({ plugins: [notes, watch.manifest], postgresUrl });
    probe = (await openProbe(watch.manifest, host, watch, findings, {}))!;
  });
  afterAll(() => host?.stop());

  const foundBy = async (check: (at: Probe) => Promise<void>, sabotage: Partial<Probe>) => {
    const own = new Findings('ledger');
    await check({ ...probe, ...sabotage, findings: own });
    return read([...own.all]);
  };

  it('switching off that does nothing is seen in everything', async () => {
    const found = await foundBy(checkAbsence, { host: { ...host, setPlugin: async () => {} } });
    expect(found).toEqual([
      'routes[0] get /books: expected 404 where the plugin is off for the tenant, received 200',
      'routes[2] post /books: expected 404 where the plugin is off for the tenant, received 201',
      'routes[5] get /pages: expected 404 where the plugin is off for the tenant, received 200',
      'portal: expected nothing in the manifest of the portal where it is off, received "ledger"',
      ...['create', 'delete', 'read', 'update'].map(
        (verb) =>
          `permissions: expected no permission where the plugin is off, received "ledger.book.${verb}"`,
      ),
      ...['get /v1/ledger/books', 'post /v1/ledger/books'].map(
        (path) => `openapi: expected no description where the plugin is off, received ${path}`,
      ),
      ...['get', 'patch', 'delete'].map(
        (method) =>
          `openapi: expected no description where the plugin is off, received ${method} /v1/ledger/books/{id}`,
      ),
      ...['get', 'post'].map(
        (method) =>
          `openapi: expected no description where the plugin is off, received ${method} /v1/ledger/pages`,
      ),
      'contributes[0]: expected no contribution to ledger.rates where the plugin is off, received one',
      'events.on[0]: expected not to run for a tenant where the plugin is off, received a run',
      'jobs[0]: expected not to run for a tenant where the plugin is off, received a run',
    ]);
  });

  it('a door that is open to everybody is seen', async () => {
    const everybody = { ...probe.people, anonymous: probe.people.a, withoutPermission: probe.people.a };
    const found = await foundBy(checkRoutes, { people: everybody, operations: probe.operations.slice(0, 1) });
    expect(found).toEqual([
      'routes[0] get /books: expected 401 for whoever is not signed in, received 200',
      'routes[0] get /books: expected 403 for whoever lacks "ledger.book.read", received 200',
    ]);
  });

  it('a host that forgot which migrations it ran is seen', async () => {
    await host.sql(`delete from core.migration where plugin = 'ledger'`);
    const own = new Findings('ledger');
    await checkMigratedTwice(host.database, ledger, [notes], own);
    expect(read([...own.all])).toEqual([
      expect.stringMatching(
        /^data\.migrations: expected a second migration that changes nothing, received 0001_book\.ts failed: .*already exists/,
      ),
    ]);
  });
});

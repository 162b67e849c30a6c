import { pluginSchema } from '../../db/roles.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import type { TestClient } from '../client.ts';
import type { TestHost } from '../harness.ts';
import { messageOf, type Findings } from './findings.ts';
import { operationsOf, type Operation } from './operations.ts';
import type { ConformanceOptions, Known, Tenant } from './options.ts';
import { idsOf, tenantTables } from './rows.ts';
import type { Watch } from './watch.ts';

/** What the checks of a running plugin work with: a host with two tenants that have the plugin on. */
export interface Probe {
  readonly plugin: PluginManifest;
  readonly host: TestHost<Tenant>;
  readonly watch: Watch;
  readonly findings: Findings;
  readonly operations: readonly Operation[];
  /** names of the tables that the plugin keeps something of a tenant in */
  readonly ownTables: readonly string[];
  readonly unreached: Readonly<Record<string, string>>;
  readonly known: Readonly<Record<Tenant, Known>>;
  readonly people: Readonly<Record<Tenant | 'withoutPermission' | 'anonymous', TestClient>>;
}

/** Stands in names and texts of a tenant, so that they are known wherever they turn up. */
export const textOf = (tenant: Tenant): string => `conformance-${tenant}`;

const seedTenant = async (
  host: TestHost<Tenant>,
  tenant: Tenant,
  { seed }: ConformanceOptions,
): Promise<Known> => {
  const client = host.as(tenant);
  const text = textOf(tenant);
  const entity = await client.post<{ id: string }>('/v1/entities', {
    name: text,
    legalName: text,
    kind: 'company',
  });
  const known = { entityId: entity.body.id };
  return { ...known, ...(await seed?.({ host, tenant, client, known, text })) };
};

/** @returns undefined where the plugin's own seed fails, which is then a finding */
export const openProbe = async (
  plugin: PluginManifest,
  host: TestHost<Tenant>,
  watch: Watch,
  findings: Findings,
  options: ConformanceOptions,
): Promise<Probe | undefined> => {
  try {
    const known = { b: await seedTenant(host, 'b', options), a: await seedTenant(host, 'a', options) };
    await host.drain();
    return {
      plugin,
      host,
      watch,
      findings,
      operations: operationsOf(plugin, options.examples),
      ownTables: (await tenantTables(host)).filter((table) =>
        table.startsWith(`${pluginSchema(plugin.id)}.`),
      ),
      unreached: options.unreached ?? {},
      known,
      people: {
        a: host.as('a'),
        b: host.as('b'),
        withoutPermission: host.as('a', { permissions: [] }),
        anonymous: host.anonymous(),
      },
    };
  } catch (error) {
    findings.add('options.seed', 'a seed that succeeds', messageOf(error));
    return undefined;
  }
};

/** Ids of a tenant that a route may be asked for, those of the plugin's own tables first. */
export const candidatesOf = async (probe: Probe, tenant: Tenant): Promise<readonly string[]> => {
  const { host, known } = probe;
  const id = host.tenants[tenant];
  return [
    ...new Set([
      ...(await idsOf(host, id, (table) => probe.ownTables.includes(table))),
      ...Object.values(known[tenant]),
      ...(await idsOf(host, id)),
    ]),
  ];
};

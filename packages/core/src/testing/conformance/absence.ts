import { z } from 'zod';
import { corePlugin } from '../../host/core-plugin.ts';
import type { EventDefinition } from '../../plugin/event.ts';
import type { ExtensionPoint } from '../../plugin/extension-point.ts';
import { events as eventsToken } from '../../plugin/services.ts';
import { callsOf, send, told, type Operation } from './operations.ts';
import type { Tenant } from './options.ts';
import { textOf, type Probe } from './probe.ts';
import { sample } from './sample.ts';
import { mountOf } from '../../http/dispatch.ts';
import { newId } from '../../db/id.ts';

const DAY_MS = 86_400_000;

interface Portal {
  readonly plugins: Readonly<Record<string, unknown>>;
  readonly permissions: readonly string[];
}

const checkRoutesGone = async ({ people, host, known, findings, operations }: Probe): Promise<void> => {
  for (const operation of operations) {
    const [call = {}] = callsOf(operation, {
      known: known.b,
      ids: [known.b['entityId']!],
      text: textOf('b'),
    });
    const reply = await send(people.b, operation, call, host.tenants.b);
    if (reply.status !== 404)
      findings.add(operation.name, '404 where the plugin is off for the tenant', told(reply));
  }
};

const described = ({ address, route }: Operation): string =>
  `${route.method} ${address.replaceAll(/:(\w+)/g, '{$1}')}`;

/** The portal's own account of what there is: here with the plugin, there without it. */
const checkPortal = async ({ plugin, people, findings, operations }: Probe): Promise<void> => {
  const permissions = new Set((plugin.permissions ?? []).map(({ name }) => name));
  const portalOf = async (tenant: Tenant) => (await people[tenant].get<Portal>('/v1/portal')).body;
  const pathsOf = async (tenant: Tenant): Promise<readonly string[]> => {
    const { body } = await people[tenant].get<{ paths: Record<string, object> }>('/v1/openapi');
    return Object.entries(body.paths)
      .filter(([path]) => path.startsWith(`${mountOf(plugin.id)}/`))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  };
  const [on, off] = [await portalOf('a'), await portalOf('b')];
  if (!(plugin.id in on.plugins))
    findings.add('portal', 'the plugin in the manifest of the portal where it is on', 'nothing');
  if (plugin.id in off.plugins)
    findings.add('portal', 'nothing in the manifest of the portal where it is off', `"${plugin.id}"`);
  for (const name of off.permissions.filter((one) => permissions.has(one)))
    findings.add('permissions', 'no permission where the plugin is off', `"${name}"`);
  const there = new Set(await pathsOf('a'));
  for (const operation of operations)
    if (!there.has(described(operation)))
      findings.add(operation.name, 'a description in OpenAPI where the plugin is on', 'nothing');
  for (const path of await pathsOf('b'))
    findings.add('openapi', 'no description where the plugin is off', path);
};

const checkContributions = async ({ plugin, host, findings }: Probe): Promise<void> => {
  const given = async (tenant: Tenant, point: ExtensionPoint<unknown>): Promise<boolean> =>
    (await host.host.contributions.of(host.context(tenant), point)).some((one) => one.plugin === plugin.id);
  for (const [index, { point }] of (plugin.contributes ?? []).entries()) {
    const path = `contributes[${index}]`;
    if (!(await given('a', point as ExtensionPoint<unknown>)))
      findings.add(path, `a contribution to ${point.id} where the plugin is on`, 'nothing');
    if (await given('b', point as ExtensionPoint<unknown>))
      findings.add(path, `no contribution to ${point.id} where the plugin is off`, 'one');
  }
};

/** Has the owner of an event tell of it in both tenants. */
const emit = async ({ host, known }: Probe, name: string): Promise<void> => {
  const owner = [corePlugin, ...host.host.manifests].find(({ id }) => id === name.split('.')[0]);
  const definition = owner?.events?.emits?.find((event) => event.name === name);
  if (!owner || !definition) return;
  const { events } = await host.host.services.resolve(owner.id, { events: eventsToken });
  for (const tenant of ['a', 'b'] as const) {
    const filling = { id: known[tenant]['entityId']!, text: textOf(tenant), members: 'all' } as const;
    await events.emit(
      host.context(tenant, 'conformance.emit'),
      definition as EventDefinition<z.ZodType>,
      `conformance:${name}`,
      sample(definition.payload, filling),
    );
  }
};

/** Jobs that lie ready, schedules that come due, events that are told of and gauges that are asked for. */
const checkNothingRuns = async (probe: Probe): Promise<void> => {
  const { plugin, host, watch, findings } = probe;
  const subscriptions = plugin.events?.on ?? [];
  for (const { name } of plugin.jobs ?? [])
    await host.sql(
      `insert into core.job (tenant_id, id, plugin, name, run_at) values ($1, $2, $3, $4, now())`,
      [host.tenants.b, newId(), plugin.id, name],
    );
  watch.ran.length = 0;
  for (const { event } of subscriptions) await emit(probe, event);
  await host.host.jobs.tick();
  host.clock.advance(2 * DAY_MS);
  await host.host.jobs.tick();
  await host.drain();
  await fetch(`${host.url}/metrics`);
  const ranFor = (tenant: Tenant): ReadonlySet<string> =>
    new Set(watch.ran.filter((ran) => ran.tenant === host.tenants[tenant]).map(({ path }) => path));
  for (const path of [...ranFor('b')].toSorted())
    findings.add(path, 'not to run for a tenant where the plugin is off', 'a run');
  for (const [index, { event }] of subscriptions.entries()) {
    const path = `events.on[${index}]`;
    if (!ranFor('a').has(path))
      findings.add(path, `to be told of ${event} where the plugin is on`, 'nothing');
  }
};

/** With the plugin off for one tenant nothing of it is there, and all of it for the other. */
export const checkAbsence = async (probe: Probe): Promise<void> => {
  const { plugin, host } = probe;
  await host.drain();
  await host.setPlugin('b', plugin.id, false);
  await checkRoutesGone(probe);
  await checkPortal(probe);
  await checkContributions(probe);
  await checkNothingRuns(probe);
  await host.setPlugin('b', plugin.id, true);
};

import { z } from 'zod';
import { isOperatorPermission } from '../../src/access/permissions.ts';
import { mountOf } from '../../src/http/dispatch.ts';
import { newId } from '../../src/index.ts';
import type { RouteDefinition } from '../../src/plugin/route.ts';
import { differing, sumsOf, tablesThatName, tenantTables } from '../../src/testing/conformance/rows.ts';
import { asksForId, sample, sampleQuery } from '../../src/testing/conformance/sample.ts';
import type { TestClient, TestHost } from '../../src/testing/index.ts';
import { canary } from './seed.ts';

type Host = TestHost<'a' | 'b'>;

interface Ids {
  readonly own: readonly string[];
  readonly foreign: readonly string[];
}

const idsOf = async (t: Host, tenant: 'a' | 'b'): Promise<string[]> => {
  const skipped = /audit_outbox|idempotency|event_sequence|occurrence|schedule/;
  const tables = (await tenantTables(t)).filter((name) => !skipped.test(name));
  const lists = tables.map((table) => `select id::text as id from ${table} where tenant_id = $1`);
  const people = 'select person_id::text as id from core.membership where tenant_id = $1';
  return (await t.sql<{ id: string }>([...lists, people].join(' union '), [t.tenants[tenant]])).map(
    ({ id }) => id,
  );
};

const hasIds = (route: RouteDefinition): boolean =>
  /:/.test(route.path) ||
  [route.query, route.body].some((schema) => schema instanceof z.ZodType && asksForId(schema));

const ask = (client: TestClient, plugin: string, route: RouteDefinition, id: string) => {
  const filling = { id, text: 'swept', members: 'all' } as const;
  const query = route.query ? new URLSearchParams(sampleQuery(route.query, filling)).toString() : '';
  const address = `${mountOf(plugin)}${route.path.replaceAll(/:\w+/g, id)}${query ? `?${query}` : ''}`;
  const body = route.body instanceof z.ZodType ? sample(route.body, filling) : undefined;
  return client.request<unknown>(route.method.toUpperCase(), address, body);
};

export interface SweepResult {
  readonly requests: number;
  readonly findings: readonly string[];
}

/** Asks every route of every manifest, as several people of tenant `a`, for own, foreign, random and malformed ids. */
export const sweep = async (t: Host): Promise<SweepResult> => {
  const ids: Ids = { own: await idsOf(t, 'a'), foreign: await idsOf(t, 'b') };
  const before = await sumsOf(t, t.tenants.b);
  const readers = t.host.manifests.flatMap(({ permissions = [] }) =>
    permissions
      .map(({ name }) => name)
      .filter((name) => name.endsWith('.read') && !isOperatorPermission(name)),
  );
  const people = {
    administrator: t.as('a', { name: 'All' }),
    reader: t.as('a', { name: 'Reader', permissions: readers }),
    nobody: t.as('a', { name: 'Nobody', permissions: [] }),
    anonymous: t.anonymous(),
  };
  const findings = new Set<string>();
  let requests = 0;

  const check = async (
    who: string,
    plugin: string,
    route: RouteDefinition,
    id: string,
    kind: keyof Ids | 'random' | 'malformed',
  ) => {
    const reply = await ask(people[who as keyof typeof people], plugin, route, id);
    requests++;
    const where = `${who}: ${route.method} ${mountOf(plugin)}${route.path} with a ${kind} id: ${reply.status}`;
    const text = JSON.stringify(reply.body ?? '') + JSON.stringify([...reply.headers]);
    if (text.includes(canary('b'))) findings.add(`${where}: shows what is not the tenant's`);
    if (ids.foreign.some((foreign) => foreign !== id && text.includes(foreign)))
      findings.add(`${where}: shows a foreign id`);
    if (reply.status >= 500) findings.add(`${where}: ${JSON.stringify(reply.body)}`);
    if (who === 'anonymous' && reply.status !== 401) findings.add(`${where}: expected 401`);
    if (who === 'nobody' && ![403, 404].includes(reply.status) && route.permission !== 'core.profile.own')
      findings.add(`${where}: expected 403 or 404`);
    const names = route.path.includes(':') && kind !== 'own';
    const refusals = [
      ...(who === 'administrator' ? [404] : [401, 403, 404]),
      ...(reply.status === 422 && route.body ? [422] : []),
    ];
    if (names && !refusals.includes(reply.status)) findings.add(`${where}: expected 404`);
  };

  const kinds = [
    ['foreign', ids.foreign],
    ['random', [newId()]],
    ['malformed', ['17', `${newId()}x`]],
    ['own', ids.own],
  ] as const;
  for (const [kind, candidates] of kinds) {
    for (const manifest of t.host.manifests) {
      for (const route of manifest.routes ?? []) {
        const { permission, body } = route;
        if (permission === undefined || isOperatorPermission(permission) || (body && 'kind' in body))
          continue;
        const several = hasIds(route) ? candidates : candidates.slice(0, 1);
        for (const id of several) await check('administrator', manifest.id, route, id, kind);
        for (const who of ['reader', 'nobody', 'anonymous'])
          await check(who, manifest.id, route, several[0]!, kind);
      }
    }
  }
  if (differing(before, await sumsOf(t, t.tenants.b)).length > 0)
    findings.add('rows of the other tenant changed');
  for (const table of await tablesThatName(t, t.tenants.a, ids.foreign))
    findings.add(`a row of ${table} names a foreign id`);
  return { requests, findings: [...findings] };
};

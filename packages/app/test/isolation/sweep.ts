import { mountOf, newId, type PluginManifest } from '@compliance-os/core/host';
import type { TestClient, TestHost } from '@compliance-os/core/testing';
import { BODIES, QUERIES, STEP_PERMISSIONS } from './asked.ts';
import { mayBy, type RoleName } from './permission-matrix.ts';
import { apart, canary, type Tenant } from './seed.ts';

type Host = TestHost<'a' | 'b'>;

/** Somebody who asks. */
export interface Asker {
  readonly name: string;
  readonly client: TestClient;
  /** `none`: a member without a role; `nobody`: no token that is good */
  readonly role: RoleName | 'none' | 'nobody';
  /** what the role is held for only */
  readonly limited?: 'entity' | 'family';
}

export type Kind = 'own' | 'foreign' | 'random' | 'malformed';
const UNKNOWN: readonly Kind[] = ['foreign', 'random', 'malformed'];

/** A route as the description of the API and its manifest have it. */
export interface Operation {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly permission: string | undefined;
  readonly about: string | undefined;
  /** parameters of the query that take ids */
  readonly queryIds: readonly string[];
  readonly hasBody: boolean;
}

interface Described {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: object;
}

export const operationsOf = (
  manifests: readonly PluginManifest[],
  paths: Readonly<Record<string, Readonly<Record<string, Described>>>>,
): readonly Operation[] =>
  manifests.flatMap(({ id, routes = [] }) =>
    routes.map(({ method, path: own, permission, about }) => {
      const path = `${mountOf(id)}${own.replaceAll(/:(\w+)/g, '{$1}')}`;
      const described = paths[path]?.[method];
      if (!described)
        throw new Error(`${method} ${path}: expected it in the described API, received nothing`);
      const queryIds = (described.parameters ?? [])
        .filter((one) => one.in === 'query' && /^id$|Id$/.test(one.name))
        .map(({ name }) => name);
      const hasBody = described.requestBody !== undefined;
      return { key: `${method} ${path}`, method, path, permission, about, queryIds, hasBody };
    }),
  );

const hasPathId = ({ path }: Operation): boolean => path.includes('{');
const usesId = (operation: Operation): boolean =>
  hasPathId(operation) || operation.queryIds.length > 0 || (BODIES[operation.key]?.length ?? 0) > 0;

const ask = ({ client }: Asker, operation: Operation, id: string) => {
  const { key, method, path, queryIds, hasBody } = operation;
  const query = [QUERIES[key] ?? '', ...queryIds.map((name) => `${name}=${id}`)].filter(
    (part) => part !== '',
  );
  const address = path.replaceAll(/\{\w+\}/g, id) + (query.length > 0 ? `?${query.join('&')}` : '');
  const make = BODIES[key];
  if (hasBody && !make) throw new Error(`asked.ts: expected a body for "${key}", received none`);
  return client.request<{ code?: string }>(method.toUpperCase(), address, make?.(id));
};

/** What the matrix says, or that the id decides. */
const expected = ({ role, limited }: Asker, operation: Operation, kind: Kind): number | 'below 500' => {
  const { permission, about } = operation;
  if (permission === undefined) return 'below 500';
  if (role === 'nobody') return 401;
  const own = permission === 'core.profile.own';
  const operators = permission.startsWith('operator.');
  if (role === 'operator' ? !operators : operators) return 403;
  if (!own && (role === 'none' || !mayBy(role, permission))) return 403;
  const step = STEP_PERMISSIONS[operation.key];
  if (step !== undefined && kind !== 'malformed' && (role === 'none' || !mayBy(role, step))) return 403;
  if (limited && about === 'tenant') return 403;
  return hasPathId(operation) && UNKNOWN.includes(kind) ? 404 : 'below 500';
};

export interface Swept {
  readonly requests: number;
  readonly findings: readonly string[];
  /** operations that succeeded for somebody with an id of their own */
  readonly succeeded: ReadonlySet<string>;
}

interface SweepOptions {
  readonly operations: readonly Operation[];
  readonly askers: readonly Asker[];
  /** the tenant of those who ask; the other one is foreign */
  readonly tenant: Tenant;
  readonly kinds: readonly Kind[];
  readonly ids: Readonly<Record<'own' | 'foreign', readonly string[]>>;
  /** whether somebody asks with every id, or with a few */
  readonly thorough: (asker: Asker) => boolean;
  /** no answer is right or wrong, it must only show nothing */
  readonly statusesMatter?: boolean;
}

const AT_ONCE = 8;

/** Asks every operation, as everybody, for ids of every kind. */
export const sweep = async (t: Host, options: SweepOptions): Promise<Swept> => {
  const { operations, askers, tenant, kinds, ids, thorough, statusesMatter = true } = options;
  const foreign: Tenant = tenant === 'a' ? 'b' : 'a';
  const findings = new Set<string>();
  const succeeded = new Set<string>();
  const few = (of: readonly string[]): readonly string[] => of.filter((_, index) => index % 5 === 0);
  let requests = 0;

  const check = async (asker: Asker, operation: Operation, kind: Kind, id: string): Promise<string> => {
    const reply = await ask(asker, operation, id);
    requests++;
    const where = `${asker.name}: ${operation.key} with a ${kind} id: ${reply.status}`;
    const text = JSON.stringify(reply.body ?? '') + JSON.stringify([...reply.headers]);
    if (text.includes(canary(foreign))) findings.add(`${where}: shows what is another tenant's`);
    if (asker.limited === 'entity' && text.includes(apart(tenant)))
      findings.add(`${where}: shows what is outside the limits`);
    if (asker.role === 'operator' && text.includes(canary(tenant)))
      findings.add(`${where}: shows a tenant's own`);
    if (asker.role !== 'operator' && ids.foreign.some((one) => one !== id && text.includes(one)))
      findings.add(`${where}: shows a foreign id`);
    if (reply.status < 400) succeeded.add(operation.key);
    if (!statusesMatter) return String(reply.status);
    if (reply.status >= 500) findings.add(`${where}: ${JSON.stringify(reply.body)}`);
    const wanted = expected(asker, operation, kind);
    if (wanted !== 'below 500' && reply.status !== wanted)
      findings.add(`${where}: expected ${wanted}: ${JSON.stringify(reply.body).slice(0, 300)}`);
    return `${reply.status} ${reply.body?.code ?? ''}`;
  };

  /** Where the id decides nothing, one is enough. */
  const candidates = (asker: Asker, operation: Operation, kind: 'own' | 'foreign'): readonly string[] => {
    const decides = usesId(operation) && ![401, 403].includes(Number(expected(asker, operation, kind)));
    if (!decides) return ids[kind].slice(0, 1);
    return thorough(asker) ? ids[kind] : few(ids[kind]);
  };

  const one = async (asker: Asker, operation: Operation): Promise<void> => {
    const random = kinds.includes('random') ? await check(asker, operation, 'random', newId()) : undefined;
    if (kinds.includes('malformed') && usesId(operation)) await check(asker, operation, 'malformed', '17x');
    for (const kind of ['foreign', 'own'] as const) {
      // Those who run the portal have tenants for ids, and would suspend them.
      if (!kinds.includes(kind) || asker.role === 'operator' || (kind === 'foreign' && !usesId(operation)))
        continue;
      for (const id of candidates(asker, operation, kind)) {
        const answer = await check(asker, operation, kind, id);
        const told =
          kind === 'foreign' && statusesMatter && operation.permission && random && answer !== random;
        if (told)
          findings.add(
            `${asker.name}: ${operation.key}: a foreign id is told from a random one: ${answer}, ${random}`,
          );
      }
    }
  };

  const work = askers.flatMap((asker) => operations.map((operation) => [asker, operation] as const));
  const next = async (): Promise<void> => {
    for (let piece = work.shift(); piece; piece = work.shift()) await one(...piece);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return { requests, findings: [...findings].toSorted(), succeeded };
};

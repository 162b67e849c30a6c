import { newId } from '../../db/id.ts';
import { mountOf } from '../../http/dispatch.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';
import type { RawBody, RouteDefinition } from '../../plugin/route.ts';
import type { TestClient, TestReply } from '../client.ts';
import type { Call, Example, Known } from './options.ts';
import { asksForId, hasOptional, sample, sampleQuery, type Filling } from './sample.ts';

/** A route of the plugin as it can be asked. */
export interface Operation {
  readonly route: RouteDefinition;
  /** where it stands in the manifest: `routes[2]` */
  readonly path: string;
  /** `post /notes/:id`, as options name it */
  readonly key: string;
  /** `routes[2] post /notes/:id`, as findings name it */
  readonly name: string;
  /** `POST /v1/notes/notes/:id`, as the audit log names it */
  readonly via: string;
  readonly address: string;
  readonly example: Example | undefined;
  /** whether its answer depends on an id that is asked for */
  readonly takesIds: boolean;
}

const isRaw = (body: RouteDefinition['body']): body is RawBody => body !== undefined && 'contentType' in body;

export const operationsOf = (
  { id, routes = [] }: PluginManifest,
  examples: Readonly<Record<string, Example>> = {},
): readonly Operation[] =>
  routes.map((route, index) => {
    const key = `${route.method} ${route.path}`;
    const address = `${mountOf(id)}${route.path}`;
    const schemas = [route.query, isRaw(route.body) ? undefined : route.body];
    return {
      route,
      key,
      path: `routes[${index}]`,
      name: `routes[${index}] ${key}`,
      via: `${route.method.toUpperCase()} ${address}`,
      address,
      example: examples[key],
      takesIds:
        /\/:(?!tenant\b)/.test(route.path) ||
        examples[key] !== undefined ||
        schemas.some((schema) => schema !== undefined && asksForId(schema)),
    };
  });

const isCreation = ({ method, path, safe }: RouteDefinition): boolean =>
  method === 'post' && !safe && !path.includes('/:');

/** The order in which there is something to ask for: what adds, then the rest, and last what removes. */
export const inOrder = (operations: readonly Operation[]): readonly Operation[] => {
  const rank = ({ route }: Operation): number => (isCreation(route) ? 0 : route.method === 'delete' ? 2 : 1);
  return operations.toSorted((one, other) => rank(one) - rank(other));
};

/** Whether the handler runs in the transaction of its request. */
export const isTransactional = ({ route }: Operation): boolean => !route.safe && !isRaw(route.body);

/** What a route that names a thing in its path must say of one that is not there. */
export const namesThing = ({ route }: Operation): boolean => /\/:(?!tenant\b)/.test(route.path);

const someFile = (text: string): FormData => {
  const form = new FormData();
  form.set('file', new File([`what\n${text}\n`], 'sample.csv', { type: 'text/csv' }));
  return form;
};

const madeUp = ({ route }: Operation, filling: Filling): Call => ({
  ...(route.params ? { params: sample(route.params, filling) as Record<string, string> } : {}),
  ...(route.query ? { query: sampleQuery(route.query, filling) } : {}),
  ...(route.body === undefined
    ? {}
    : { body: isRaw(route.body) ? someFile(filling.text) : sample(route.body, filling) }),
});

let serial = 0;
const MEMBERS = ['all', 'required'] as const;

/**
 * Calls of a route about one tenant: its example, or what the schemas say with each of the ids.
 * @param text that stands in made-up texts
 */
export const callsOf = (
  operation: Operation,
  { known, ids, text }: { readonly known: Known; readonly ids: readonly string[]; readonly text: string },
): readonly Call[] => {
  const { example, takesIds } = operation;
  if (example) return [example(known, ++serial)];
  return (takesIds ? ids : ids.slice(0, 1)).flatMap((id) => {
    const [all, required] = MEMBERS.map((members) => madeUp(operation, { id, text, members }));
    return hasChoice(operation) ? [all!, required!] : [all!];
  });
};

/** Whether a call can leave something out. */
const hasChoice = ({ route }: Operation): boolean =>
  [route.query, route.body].some((schema) => schema !== undefined && !isRaw(schema) && hasOptional(schema));

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The same names with ids that nobody has. */
export const strangersOf = (known: Known): Known =>
  Object.fromEntries(
    Object.entries(known).map(([name, value]) => [name, UUID.test(value) ? newId() : value]),
  );

/** The call with something in its path that is no id and no name of anything. */
export const malformed = (call: Call): Call => ({
  ...call,
  params: Object.fromEntries(Object.keys(call.params ?? {}).map((name) => [name, '17x'])),
});

/** @param tenant id of the tenant that a public address names */
export const send = (
  client: TestClient,
  { route, address }: Operation,
  { params = {}, query = {}, body }: Call,
  tenant: string,
): Promise<TestReply<{ readonly code?: string; readonly detail?: string } | undefined>> => {
  const given = route.public === undefined ? params : { ...params, tenant };
  const target = address.replaceAll(/:(\w+)/g, (whole, name: string) =>
    given[name] === undefined ? whole : encodeURIComponent(given[name]),
  );
  const search = new URLSearchParams(query).toString();
  const sent = body === undefined && route.body !== undefined ? {} : body;
  return client.request(route.method.toUpperCase(), search ? `${target}?${search}` : target, sent);
};

/** `422 INVALID: The body does not fit.` */
export const told = ({ status, body }: TestReply<{ code?: string; detail?: string } | undefined>): string =>
  [`${status}${body?.code === undefined ? '' : ` ${body.code}`}`, body?.detail]
    .filter((part) => part !== undefined)
    .join(': ');

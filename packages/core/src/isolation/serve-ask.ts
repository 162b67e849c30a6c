import type { Context } from '../context/context.ts';
import type { Db, Queries } from '../db/db.ts';
import type { EventDefinition } from '../plugin/event.ts';
import type * as services from '../plugin/services.ts';
import { newHandle, type CallBack, type LiveCall } from './live-call.ts';
import type { Ask } from './protocol.ts';
import { decode } from './wire.ts';

/** A function that the process gave along, on this side. */
class Given {
  readonly fn: number;
  constructor(fn: number) {
    this.fn = fn;
  }
}

export const functionOf = (value: unknown, where: string): number => {
  if (value instanceof Given) return value.fn;
  throw new Error(`${where}: expected a function, received ${typeof value}`);
};

export interface AskParts {
  readonly plugin: string;
  /** the events that the manifest declares, as the host checks them */
  readonly emits: readonly EventDefinition[];
  readonly callBack: CallBack;
}

/**
 * Does what the process asked for, with the services that the call was given and in its context: whatever the process
 * says, tenant, actor and rights are those of the call.
 */
export const serveAsk = async (live: LiveCall, ask: Ask, parts: AskParts): Promise<unknown> => {
  const { dep, method } = ask;
  const args = ask.args.map((arg) => decode(arg, (fn) => new Given(fn)));
  if (dep === '') {
    if (!live.own) throw new Error(`"${method}" is nothing that this call may do`);
    return live.own(method, args, parts.callBack);
  }
  const token = Object.hasOwn(live.tokens, dep) ? live.tokens[dep] : undefined;
  if (token === undefined) throw new Error(`deps: expected a declared service, received "${dep}"`);
  const service = live.deps[dep];
  if (token === 'core.http') return fetchOutside(service as services.Http, args);
  const { ctx } = live;
  if (!ctx) throw new Error(`"${token}" needs a context, and this call has none`);
  if (token === 'core.db') return serveDb(live, service as Db, ctx, method, args, parts.callBack);
  if (token === 'core.events') return emit(service as services.Events, ctx, args, parts);
  return callService(service, token, method, ctx, args, parts.callBack);
};

const serveDb = (
  live: LiveCall,
  db: Db,
  ctx: Context,
  method: string,
  args: readonly unknown[],
  callBack: CallBack,
): Promise<unknown> => {
  switch (method) {
    case 'read':
    case 'report':
      return runStatement(db[method](ctx), args);
    case 'in-transaction': {
      const open = live.transactions.get(String(args[0]));
      if (!open) throw new Error('db.tenant: the transaction has ended; await every statement inside it');
      return runStatement(open, args.slice(1));
    }
    case 'tenant':
      return db.tenant(ctx, async (tx) => {
        const transaction = newHandle();
        live.transactions.set(transaction, tx);
        try {
          return await callBack(functionOf(args[0], 'db.tenant'), [transaction]);
        } finally {
          live.transactions.delete(transaction);
        }
      });
    case 'attempt':
      return db.attempt(ctx, () => callBack(functionOf(args[0], 'db.attempt'), []));
    default:
      throw new Error(`db: expected read, report, tenant or attempt, received "${method}"`);
  }
};

const runStatement = async (queries: Queries, [kind, text, values]: readonly unknown[]): Promise<unknown> => {
  if (kind !== 'rows' && kind !== 'first' && kind !== 'run')
    throw new Error(`db: expected rows, first or run, received ${JSON.stringify(kind)}`);
  if (typeof text !== 'string' || !Array.isArray(values))
    throw new Error('db: expected the text of a statement and its values');
  switch (kind) {
    case 'rows':
      return (await queries.rows(text, values)).map((row) => ({ ...row }));
    case 'first': {
      const row = await queries.first(text, values);
      return row && { ...row };
    }
    case 'run':
      return queries.run(text, values);
  }
};

const emit = async (
  events: services.Events,
  ctx: Context,
  [name, subject, payload]: readonly unknown[],
  { plugin, emits }: AskParts,
): Promise<void> => {
  const definition = emits.find((event) => event.name === name);
  if (!definition)
    throw new Error(
      `events.emit: expected an event that plugin "${plugin}" declares, received ${JSON.stringify(name)}`,
    );
  await events.emit(ctx, definition, String(subject), payload);
};

/** Calls outside and reads the whole reply: the client of the host holds addresses, size and time. */
const fetchOutside = async (http: services.Http, [address, init]: readonly unknown[]): Promise<unknown> => {
  const { method, headers, body } = (init ?? {}) as {
    method?: unknown;
    headers?: unknown;
    body?: unknown;
  };
  const response = await http.fetch(String(address), {
    ...(typeof method === 'string' ? { method } : {}),
    ...(Array.isArray(headers) ? { headers: headers as [string, string][] } : {}),
    ...(typeof body === 'string' || body instanceof Uint8Array ? { body: body as string } : {}),
  });
  return {
    status: response.status,
    statusText: response.statusText,
    url: response.url,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
};

/**
 * Of core's own services, what their contract has: the objects behind it can do more, such as storing a file of this
 * machine. The log is written to by messages of its own.
 */
const OF_CORE: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['core.jobs', ['enqueue'] satisfies (keyof services.Jobs)[]],
  ['core.cache', ['get', 'invalidate'] satisfies (keyof services.Cache)[]],
  ['core.audit', ['record'] satisfies (keyof services.Audit)[]],
  ['core.secrets', ['get'] satisfies (keyof services.Secrets)[]],
  ['core.tenant-config', ['get'] satisfies (keyof services.TenantConfig)[]],
  ['core.entities', ['list', 'get', 'create', 'update'] satisfies (keyof services.Entities)[]],
  ['core.evidence', ['of', 'among', 'approve'] satisfies (keyof services.Evidence)[]],
]);

const isOffered = (token: string, method: string): boolean =>
  !token.startsWith('core.') || (OF_CORE.get(token) ?? []).includes(method);

/** Any other service: a method of its own, the real context first, functions among the arguments called back. */
const callService = async (
  service: unknown,
  token: string,
  method: string,
  ctx: Context,
  args: readonly unknown[],
  callBack: CallBack,
): Promise<unknown> => {
  const called = isOffered(token, method) ? methodOf(service, method) : undefined;
  if (!called) throw new Error(`${token}: expected a method of the service, received "${method}"`);
  const arrived = args.map((arg) =>
    arg instanceof Given ? (...given: unknown[]) => callBack(arg.fn, given) : arg,
  );
  return (await Reflect.apply(called, service, [ctx, ...arrived])) as unknown;
};

/** @returns undefined for what every object has */
const methodOf = (service: unknown, name: string): ((...args: unknown[]) => unknown) | undefined => {
  if (typeof service !== 'object' || service === null || name in Object.prototype) return undefined;
  const value = (service as Record<string, unknown>)[name];
  return typeof value === 'function' ? (value as (...args: unknown[]) => unknown) : undefined;
};

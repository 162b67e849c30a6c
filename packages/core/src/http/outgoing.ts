import { lookup } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Circuits } from '../limits/circuits.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { Http } from '../plugin/services.ts';
import { kindOfAddress } from './private-address.ts';

/** A call to an address that the manifest does not declare. */
export class AddressNotDeclared extends Error {
  readonly code = 'ADDRESS_NOT_DECLARED';

  constructor(plugin: string, received: string, declared: readonly string[]) {
    super(
      `plugin "${plugin}": capabilities.http: expected ${declared.length > 0 ? `one of ${declared.join(', ')}` : 'a declared address'}, received ${received}`,
    );
  }
}

/** A declared name leads into a network that it is not declared for. */
export class AddressNotPublic extends Error {
  readonly code = 'ADDRESS_NOT_PUBLIC';

  constructor(plugin: string, host: string, address: string) {
    super(
      `plugin "${plugin}": ${host} is at ${address}, which is no public address: declare it under capabilities.privateHttp if it is meant to be`,
    );
  }
}

/** A reply that goes on for too long. */
export class ReplyTooLarge extends Error {
  readonly code = 'REPLY_TOO_LARGE';

  constructor(host: string, mostBytes: number) {
    super(`the reply of ${host} is larger than ${mostBytes} bytes`);
  }
}

export interface OutgoingLimits {
  /** from the call to the last byte of the reply */
  readonly timeoutMs: number;
  readonly mostBytes: number;
}

const OUTGOING: OutgoingLimits = { timeoutMs: 30_000, mostBytes: 32 * 1024 * 1024 };

/** Makes one call, to an address that has been let through. */
export type Send = (url: URL, init: RequestInit, lookupAddress: LookupFunction) => Promise<Response>;

export interface OutgoingOptions {
  readonly limits?: OutgoingLimits;
  /** stands in for the network in tests */
  readonly send?: Send;
}

const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * What says where a call goes and how the connection is used is not the caller's: another `Host` than the declared one
 * reaches, by the same server, what was not declared, and Node takes the name for TLS from it.
 */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const headersOf = (given: Headers): Record<string, string> =>
  Object.fromEntries([...given].filter(([name]) => !OF_THE_CONNECTION.has(name)));

const originsOf = (addresses: readonly string[]): ReadonlySet<string> =>
  new Set(addresses.map((address) => new URL(address).origin));

/**
 * Calls outside, to the declared origins only. Redirects are not followed, since they could lead elsewhere; an address is
 * looked at when the connection is made, so that no name leads into a private network by a later answer of its server.
 */
export const outgoingHttp = (
  { id: plugin, capabilities = {} }: Pick<PluginManifest, 'id' | 'capabilities'>,
  circuits: Circuits,
  { limits = OUTGOING, send = sendBy(limits) }: OutgoingOptions = {},
): Http => {
  const declared = [...(capabilities.http ?? []), ...(capabilities.privateHttp ?? [])];
  const origins = originsOf(declared);
  const mayBePrivate = originsOf(capabilities.privateHttp ?? []);
  return {
    fetch: async (address, init = {}) => {
      const url = new URL(address);
      if (!origins.has(url.origin) || url.username || url.password)
        throw new AddressNotDeclared(plugin, url.origin, declared);
      const guard = guarded(plugin, mayBePrivate.has(url.origin));
      const literal = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(literal)) guard.check(literal, literal);
      return circuits.through(plugin, url.host, () => send(url, init, guard.lookup), {
        failed: ({ status }) => status >= 500,
        gaveUp: () => init.signal?.aborted ?? false,
      });
    },
  };
};

const guarded = (plugin: string, mayBePrivate: boolean) => {
  const check = (host: string, address: string): void => {
    const kind = kindOfAddress(address);
    if (kind === 'never' || (kind === 'private' && !mayBePrivate))
      throw new AddressNotPublic(plugin, host, address);
  };
  const checked: LookupFunction = (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) {
        done(error, []);
        return;
      }
      try {
        for (const { address } of addresses) check(host, address);
      } catch (refusal) {
        done(refusal as Error, []);
        return;
      }
      const [first] = addresses;
      if (options.all) done(null, addresses);
      else done(null, first?.address ?? '', first?.family);
    });
  };
  return { check, lookup: checked };
};

/** The web's `Request` reads what it is given, whatever its form; the connection is ours. */
const sendBy =
  ({ timeoutMs, mostBytes }: OutgoingLimits): Send =>
  async (url, init, lookupAddress) => {
    const given = new Request(url, {
      ...init,
      ...(init.body instanceof ReadableStream ? { duplex: 'half' } : {}),
    });
    const time = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, time]) : time;
    const body = given.body === null ? undefined : Buffer.from(await given.arrayBuffer());
    const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, {
        method: given.method,
        headers: headersOf(given.headers),
        lookup: lookupAddress,
        signal,
      });
      request.once('response', resolve);
      request.once('error', reject);
      request.end(body);
    });
    return responseOf(url, incoming, mostBytes, signal);
  };

const responseOf = (
  url: URL,
  incoming: IncomingMessage,
  mostBytes: number,
  signal: AbortSignal,
): Response => {
  const status = incoming.statusCode ?? 500;
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const init = { status, statusText: incoming.statusMessage ?? '', headers };
  if (NO_BODY.has(status)) incoming.resume();
  const response = NO_BODY.has(status)
    ? new Response(null, init)
    : new Response(Readable.toWeb(limited(incoming, url.host, mostBytes, signal)) as ReadableStream, init);
  Object.defineProperty(response, 'url', { value: url.href });
  return response;
};

/** Ends the reply where it becomes too large or takes too long, whoever reads it. */
const limited = (
  incoming: IncomingMessage,
  host: string,
  mostBytes: number,
  signal: AbortSignal,
): Readable => {
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > mostBytes) done(new ReplyTooLarge(host, mostBytes));
      else done(null, chunk);
    },
  });
  // Who reads is told of the failure; where nobody reads, nobody is.
  pipeline(incoming, counted, { signal }).catch(() => {});
  return counted;
};

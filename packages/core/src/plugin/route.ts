import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Deps, Resolved } from '../container/token.ts';
import type { Context } from '../context/context.ts';
import type { OWN_PROFILE } from './permission.ts';

/** The path parameters of most routes. */
export const idParams = z.object({ id: z.uuid() });

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A body that is not JSON: the handler reads the stream itself (an upload), within `maxBytes`. */
export interface RawBody {
  readonly kind: 'raw';
  readonly contentType: string;
  readonly description: string;
}
export const rawBody = (contentType: string, description: string): RawBody => ({
  kind: 'raw',
  contentType,
  description,
});

/** A reply that is not JSON: a file, a calendar feed. */
export interface BinaryReply {
  readonly kind: 'binary';
  readonly contentType: string;
}
export const binaryReply = (contentType: string): BinaryReply => ({ kind: 'binary', contentType });

export interface BinaryContent {
  readonly contentType?: string;
  readonly fileName?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Readable | Uint8Array | string;
}

/** A handler gives this instead of its reply where it must set a cookie, a header or another status. */
export interface Reply<T> {
  readonly $reply: true;
  readonly body: T;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}
export const reply = <T>(body: T, rest: Omit<Reply<T>, '$reply' | 'body'> = {}): Reply<T> => ({
  $reply: true,
  body,
  ...rest,
});

type Input<S> = S extends z.ZodType ? z.output<S> : undefined;
type Body<S> = S extends RawBody ? undefined : Input<S>;
type Output<S> = S extends BinaryReply ? BinaryContent : S extends z.ZodType ? z.input<S> : undefined;

/** The schemas and services of a route: what `RouteHandler` is typed by. */
export interface RouteShape {
  readonly params?: z.ZodType | undefined;
  readonly query?: z.ZodType | undefined;
  readonly body?: z.ZodType | RawBody | undefined;
  readonly reply?: z.ZodType | BinaryReply | undefined;
  readonly deps?: Deps | undefined;
}

export interface RouteInput<S extends RouteShape> {
  readonly ctx: Context;
  readonly params: Input<S['params']>;
  readonly query: Input<S['query']>;
  readonly body: Body<S['body']>;
  readonly deps: S['deps'] extends Deps ? Resolved<S['deps']> : Record<never, never>;
  /** For raw bodies, cookies and the like. */
  readonly request: IncomingMessage;
}

export type RouteHandler<S extends RouteShape> = (
  input: RouteInput<S>,
) => Promise<Output<S['reply']> | Reply<Output<S['reply']>>>;

/**
 * What a route reaches with its permission. `entities`: things of entities, and its handler keeps to those that the
 * caller's grants cover (`reachSql`, `access.covers`). `tenant`: something that the whole tenant shares, so that the
 * permission counts only where it is given without limits; the host asks for that.
 */
export const ABOUT = ['entities', 'tenant'] as const;
export type About = (typeof ABOUT)[number];

/** What is nobody's in particular: one's own profile, and what those who run the portal do outside tenants. */
type OutsideGrants = typeof OWN_PROFILE | `operator.${string}`;

/**
 * Who may call a route: holders of a permission, or everybody for a stated reason. A public route of a plugin begins
 * with `/:tenant/`: it is there where the plugin is on, in a context of that tenant that has no permission.
 */
export type RouteAccess =
  | { readonly permission: string; readonly about: About; readonly public?: never }
  | { readonly permission: OutsideGrants; readonly about?: never; readonly public?: never }
  | { readonly public: string; readonly permission?: never; readonly about?: never };

export type RouteOptions<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | RawBody | undefined,
  R extends z.ZodType | BinaryReply | undefined,
  D extends Deps | undefined,
> = RouteAccess & {
  /** one line for the API reference */
  readonly summary: string;
  /** name of the act in the audit log; by default the permission */
  readonly act?: string;
  /** path parameters; a value that does not fit is an address that does not exist */
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly reply?: R;
  /** success status: 200, or 201 for a POST that creates */
  readonly status?: number;
  readonly deps?: D;
  /** Changes nothing although it is a POST: runs without an act and in read-only transactions. */
  readonly safe?: true;
  readonly load: () => Promise<{
    default: RouteHandler<{ params: P; query: Q; body: B; reply: R; deps: D }>;
  }>;
};

/** A route as the host reads it, its types folded away. */
export interface RouteDefinition {
  readonly method: Method;
  readonly path: string;
  readonly permission: string | undefined;
  readonly about: About | undefined;
  readonly public: string | undefined;
  readonly summary: string;
  readonly act: string | undefined;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | RawBody | undefined;
  readonly reply: z.ZodType | BinaryReply | undefined;
  readonly status: number | undefined;
  readonly deps: Deps;
  readonly safe: boolean;
  readonly load: () => Promise<{ default: (input: never) => Promise<unknown> }>;
}

const isObject = (schema: unknown): schema is z.ZodObject => schema instanceof z.ZodObject;

/** A field that the schema does not name is the caller's mistake: taking it would lose what it says. */
const closed = <S extends z.ZodType | undefined>(schema: S): S | z.ZodObject =>
  isObject(schema) && schema.def.catchall === undefined ? schema.strict() : schema;

const define =
  (method: Method) =>
  <
    P extends z.ZodType | undefined = undefined,
    Q extends z.ZodType | undefined = undefined,
    B extends z.ZodType | RawBody | undefined = undefined,
    R extends z.ZodType | BinaryReply | undefined = undefined,
    D extends Deps | undefined = undefined,
  >(
    path: string,
    options: RouteOptions<P, Q, B, R, D>,
  ): RouteDefinition => ({
    method,
    path,
    permission: options.permission,
    about: options.about,
    public: options.public,
    summary: options.summary,
    act: options.act,
    params: options.params,
    query: closed(options.query),
    body: isObject(options.body) ? closed(options.body) : options.body,
    reply: options.reply,
    status: options.status,
    deps: options.deps ?? {},
    safe: method === 'get' || options.safe === true,
    load: options.load,
  });

export const get = define('get');
export const post = define('post');
export const put = define('put');
export const patch = define('patch');
export const del = define('delete');

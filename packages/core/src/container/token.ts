import type { AbstractNewable } from 'inversify';

/**
 * How long a service lives: `host` one for the process; `plugin` one per plugin (its logger, its database
 * handle); `request` one per request or job run.
 */
export type Scope = 'host' | 'plugin' | 'request';

/**
 * The typed name of a service. It is a class rather than a string or a symbol, because inversify infers the
 * service's type from it; strings and symbols fit every type and infer `unknown`.
 */
export type Token<T, S extends Scope = Scope> = AbstractNewable<T> & {
  readonly tokenId: string;
  readonly scope: S;
};

export type Deps = Readonly<Record<string, Token<unknown>>>;

/** The services that a record of tokens resolves to. */
export type Resolved<D extends Deps> = { readonly [K in keyof D]: D[K] extends Token<infer T> ? T : never };

/** A host service may not ask for what lives shorter than itself. */
export type DepsFor<S extends Scope> = S extends 'host'
  ? Readonly<Record<string, Token<unknown, 'host'>>>
  : S extends 'plugin'
    ? Readonly<Record<string, Token<unknown, 'host' | 'plugin'>>>
    : Deps;

const make = <T, S extends Scope>(tokenId: string, scope: S): Token<T, S> => {
  const token = class {};
  Object.defineProperties(token, {
    name: { value: tokenId },
    tokenId: { value: tokenId, enumerable: true },
    scope: { value: scope, enumerable: true },
  });
  return token as unknown as Token<T, S>;
};

/** @param id dotted, beginning with the plugin that owns it: `compliance.instances` */
export const hostToken = <T>(id: string): Token<T, 'host'> => make<T, 'host'>(id, 'host');
export const pluginToken = <T>(id: string): Token<T, 'plugin'> => make<T, 'plugin'>(id, 'plugin');
export const requestToken = <T>(id: string): Token<T, 'request'> => make<T, 'request'>(id, 'request');

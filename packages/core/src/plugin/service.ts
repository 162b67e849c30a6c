import type { Deps, DepsFor, Resolved, Scope, Token } from '../container/token.ts';
import type { Context } from '../context/context.ts';

export interface ServiceDefinition {
  readonly token: Token<unknown>;
  readonly deps: Deps;
  readonly load: () => Promise<{ default: (deps: never, ctx: never) => unknown }>;
  readonly dispose: ((value: never) => void | Promise<void>) | undefined;
}

/** Implements a token. The factory is loaded when the service is first needed, never with the manifest. */
export const provide = <T, S extends Scope, D extends Deps = Record<never, never>>(
  token: Token<T, S>,
  options: {
    readonly deps?: D & DepsFor<S>;
    readonly load: () => Promise<{
      default: (deps: Resolved<D>, ctx: S extends 'request' ? Context : undefined) => T | Promise<T>;
    }>;
    readonly dispose?: (value: T) => void | Promise<void>;
  },
): ServiceDefinition => ({
  token,
  deps: options.deps ?? {},
  load: options.load as ServiceDefinition['load'],
  dispose: options.dispose as ServiceDefinition['dispose'],
});

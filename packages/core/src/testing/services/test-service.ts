import type { ServiceOverride } from '../../container/override.ts';
import type { Token } from '../../container/token.ts';
import type { PluginManifest } from '../../plugin/manifest.ts';

export interface Called {
  readonly method: string;
  readonly args: readonly unknown[];
}

/** A service that also tells what it was asked, in order. */
export type Spied<T> = T & { readonly calls: readonly Called[] };

/** What stands in for one service in tests. Every service that a plugin may inject has these three. */
export interface TestService<T, F extends T, A extends readonly unknown[]> {
  /** Behaves like the host's, in memory, and shows what came of it. */
  readonly fake: (...given: A) => F;
  /** The fake, with `calls`. */
  readonly spy: (...given: A) => Spied<F>;
  /** For `startTestHost({ overrides: [...] })`: every plugin of the host is given this one. */
  readonly factory: (service: T) => ServiceOverride;
}

const spied = <T extends object>(service: T): Spied<T> => {
  const calls: Called[] = [];
  return new Proxy(service, {
    get: (target, key) => {
      if (key === 'calls') return calls;
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        calls.push({ method: String(key), args });
        return member.apply(target, args);
      };
    },
  }) as Spied<T>;
};

/** @param within what the host does around the service for one plugin: refuses what its manifest does not declare */
export const testService = <T, F extends T & object, A extends readonly unknown[]>(
  token: Token<T>,
  fake: (...given: A) => F,
  within: (service: T, manifest: PluginManifest) => T = (service) => service,
): TestService<T, F, A> => ({
  fake,
  spy: (...given) => spied(fake(...given)),
  factory: (service) => ({ token, make: (manifest) => within(service, manifest) }),
});

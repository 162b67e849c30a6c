import type { Http } from '../plugin/services.ts';

/** A call to an address that the manifest does not declare. */
export class AddressNotDeclared extends Error {
  readonly code = 'ADDRESS_NOT_DECLARED';

  constructor(plugin: string, received: string, declared: readonly string[]) {
    super(
      `plugin "${plugin}": capabilities.http: expected ${declared.length > 0 ? `one of ${declared.join(', ')}` : 'a declared address'}, received ${received}`,
    );
  }
}

const TIMEOUT_MS = 30_000;

/** Calls outside to the declared origins only; redirects are not followed, since they could lead elsewhere. */
export const outgoingHttp = (
  plugin: string,
  declared: readonly string[],
  send: Http['fetch'] = fetch,
): Http => {
  const origins = new Set(declared.map((address) => new URL(address).origin));
  return {
    fetch: async (address, init = {}) => {
      const url = new URL(address);
      if (!origins.has(url.origin) || url.username || url.password)
        throw new AddressNotDeclared(plugin, url.origin, declared);
      return send(url, {
        ...init,
        redirect: 'manual',
        signal: init.signal ?? AbortSignal.timeout(TIMEOUT_MS),
      });
    },
  };
};

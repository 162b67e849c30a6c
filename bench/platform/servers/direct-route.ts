import type { RequestHandler } from 'express';
import { authenticatorFrom } from '@compliance-os/core/host';
import type { OpenPortal } from '../../portal/open-portal.ts';
import { ITEMS } from '../load/items.ts';

const PLUGIN = 'load-1';

/** The same limits, token, enablement and permission as the host's, asked one after the other. */
export const directRoute = ({ host, limits }: OpenPortal): RequestHandler => {
  const authenticator = authenticatorFrom(host.services);
  return async (request, response) => {
    await limits.address(request.ip ?? '');
    const principal = await authenticator.authenticate(
      (request.get('authorization') ?? '').slice('Bearer '.length),
    );
    if (principal.kind !== 'person' || principal.tenant === undefined)
      throw new Error('not a person of a tenant');
    if (!(await host.enablement.isOn(PLUGIN, principal.tenant))) throw new Error(`${PLUGIN} is off`);
    await limits.account(principal.tenant);
    if (!principal.access.allows(`${PLUGIN}.item.read`)) throw new Error('not allowed');
    response.json({ items: ITEMS });
  };
};

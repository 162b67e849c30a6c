import { Access, dateInIndia, HOST_API, newId, systemDb, type Context } from '@compliance-os/core/host';
import type { Portal } from '../../compose.ts';
import { UsageError } from '../usage.ts';

export interface KnownTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** A context in which the operator at the machine acts. */
export const actingIn = (portal: Portal, act: string, tenant: KnownTenant): Context => {
  const now = new Date();
  return {
    tenant: tenant.id,
    actor: { kind: 'system', id: 'command-line', name: 'Command line' },
    act: {
      id: newId(now.getTime()),
      name: `operator.plugin.${act}`,
      plugin: `core@${HOST_API}`,
      via: `compliance-os tenant plugin ${act}`,
    },
    access: Access.everything,
    requestId: newId(now.getTime()),
    now,
    today: dateInIndia(now),
    log: portal.log,
  };
};

/** @throws UsageError with the slugs that no tenant has */
export const tenantsNamed = async (
  portal: Portal,
  slugs: readonly string[],
): Promise<readonly KnownTenant[]> => {
  const all = await allTenants(portal);
  const unknown = slugs.filter((slug) => !all.some((tenant) => tenant.slug === slug));
  if (unknown.length > 0)
    throw new UsageError(
      `--tenant: expected one of ${all.map(({ slug }) => slug).join(', ')}, received ${unknown.join(', ')}`,
    );
  return all.filter(({ slug }) => slugs.includes(slug));
};

export const allTenants = async (portal: Portal): Promise<readonly KnownTenant[]> => {
  const { db } = await portal.host.services.resolve('core', { db: systemDb });
  return db
    .read('operator: tenants')
    .rows<KnownTenant>('select id, slug, name from core.tenant order by slug');
};

/** The one tenant that was named. */
export const tenantNamed = async (portal: Portal, [slug]: readonly string[]): Promise<KnownTenant> =>
  (await tenantsNamed(portal, [slug!]))[0]!;

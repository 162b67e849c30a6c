import { accounts, newId, type Context } from '@compliance-os/core/host';
import { Access, dateInIndia, HOST_API } from '@compliance-os/core';
import type { Child } from '../measure/child.ts';
import type { Stage } from './stage.ts';

const PASSWORD = 'seven-brown-kites';
const ACTOR = { kind: 'system', id: 'bench', name: 'Bench' } as const;

export interface Tenant {
  readonly id: string;
  readonly email: string;
}

/** What the owner needs for writing what is audited. */
export const actAsOwner = async ({ owner }: Stage, tenant: string): Promise<void> => {
  const act = { id: newId(), name: 'bench.seed', plugin: `core@${HOST_API}`, via: 'bench' };
  await owner.query(
    `select set_config('app.tenant', $1, false), set_config('app.act', $2, false), set_config('app.actor', $3, false)`,
    [tenant, JSON.stringify(act), JSON.stringify(ACTOR)],
  );
};

/** A tenant with every plugin on and one administrator. */
export const addTenant = async (stage: Stage, slug: string): Promise<Tenant> => {
  const { owner, portal } = stage;
  const id = newId();
  await owner.query('insert into core.tenant (id, slug, name) values ($1, $2, $2)', [id, slug]);
  await actAsOwner(stage, id);
  await owner.query(
    `insert into core.tenant_plugin (tenant_id, id, plugin, allowed, state)
     select $1, gen_random_uuid(), plugin, true, 'enabled' from unnest($2::text[]) plugin`,
    [id, portal.host.manifests.map((manifest) => manifest.id).filter((plugin) => plugin !== 'core')],
  );
  const { made } = await portal.host.services.resolve('core', { made: accounts });
  const email = `admin@${slug}.example.in`;
  const person = await made.ensure('person', { email, name: slug, password: PASSWORD });
  const everywhere = { allEntities: true, entities: [], dimensions: {}, validFrom: null, validTo: null };
  await made.addMember(id, person, [{ role: 'tenant-administrator', ...everywhere }]);
  return { id, email };
};

/** Signs in over HTTP. @returns headers of a request of this person */
export const signIn = async (
  server: Pick<Child, 'url'>,
  { id, email }: Tenant,
): Promise<Readonly<Record<string, string>>> => {
  const response = await fetch(`${server.url}/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD, tenantId: id }),
  });
  const body = (await response.json()) as { accessToken?: string };
  if (!body.accessToken) throw new Error(`sign-in: expected a token, received ${JSON.stringify(body)}`);
  return { authorization: `Bearer ${body.accessToken}` };
};

/** A context of the tenant in which everything is allowed, as a job has one. */
export const contextOf = ({ portal }: Stage, tenant: string): Context => {
  const now = new Date();
  return {
    tenant,
    actor: ACTOR,
    act: { id: newId(), name: 'bench.write', plugin: `core@${HOST_API}`, via: 'bench' },
    access: Access.everything,
    requestId: 'bench',
    now,
    today: dateInIndia(now),
    log: portal.log,
  };
};

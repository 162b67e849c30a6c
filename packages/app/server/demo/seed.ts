import { HOST_API } from '@compliance-os/core';
import { accounts, newId, systemDb, type Accounts } from '@compliance-os/core/host';
import type { Portal } from '../compose.ts';
import { OPERATOR_SIGN_IN } from './operator.ts';
import { DEMO_SIGN_INS } from './people.ts';

export const DEMO_TENANT = { slug: 'demo', name: 'Sahyadri Group (demo)' } as const;

const SEED = {
  purpose: 'tenancy: seed',
  actor: { kind: 'system', id: 'demo', name: 'Demo' },
} as const;

const nameOf = (label: string): string => label.split(',')[0]!;

/** Roles of the demo people, in the order of the sign-ins. */
const ROLES = ['contributor', 'approver', 'tenant-administrator'] as const;

/** Makes the demo tenant, its people and the operator, once. @returns whether the tenant is new */
export const seedDemo = async ({ host }: Portal): Promise<boolean> => {
  const { people, db } = await host.services.resolve('core', { people: accounts, db: systemDb });
  await people.ensure('operator', OPERATOR_SIGN_IN);
  const known = await db
    .read('tenancy: seed')
    .first<{ id: string }>('select id from core.tenant where slug = $1', [DEMO_TENANT.slug]);
  if (known) return false;

  const tenant = newId();
  const act = { id: newId(), name: 'core.tenant.seed', plugin: `core@${HOST_API}`, via: 'demo' };
  await db.transaction({ ...SEED, tenant, act }, async (tx) => {
    await tx.run('insert into core.tenant (id, slug, name) values ($1, $2, $3)', [
      tenant,
      DEMO_TENANT.slug,
      DEMO_TENANT.name,
    ]);
    for (const { id } of host.manifests.filter((manifest) => manifest.id !== 'core')) {
      await tx.run(
        `insert into core.tenant_plugin (tenant_id, id, plugin, allowed, state) values ($1, $2, $3, true, 'enabled')`,
        [tenant, newId(), id],
      );
    }
  });
  await addPeople(people, tenant);
  return true;
};

const addPeople = async (people: Accounts, tenant: string): Promise<void> => {
  for (const [index, { email, password, label }] of DEMO_SIGN_INS.entries()) {
    const person = await people.ensure('person', { email, password, name: nameOf(label) });
    const everywhere = { allEntities: true, entities: [], dimensions: {}, validFrom: null, validTo: null };
    await people.addMember(tenant, person, [{ role: ROLES[index]!, ...everywhere }]);
  }
};

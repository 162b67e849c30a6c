import { migration } from '@compliance-os/core';

/**
 * An instance references an entity of its tenant, and a state an instance of its tenant: that the tenant exists follows.
 * Generation writes thousands of rows, and each foreign key looks at each of them.
 */
export default migration(async (m) => {
  await m.sql(`
    alter table instance drop constraint instance_tenant_id_fkey;
    alter table instance_state drop constraint instance_state_tenant_id_fkey`);
});

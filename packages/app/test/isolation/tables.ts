import { tenantTables, type TestHost } from '@compliance-os/core/testing';
import { canary, type Tenant } from './seed.ts';

/** Tables with words in which nothing of the tenant would be recognised. */
export const tablesWithoutCanary = async (
  t: TestHost<Tenant>,
  tenant: Tenant,
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const table of await tenantTables(t)) {
    const [row] = await t.sql(
      `select 1 from ${table} r where tenant_id = $1 and r::text ilike '%' || $2 || '%' limit 1`,
      [t.tenants[tenant], canary(tenant).replaceAll('-', '%')],
    );
    if (!row) found.push(table);
  }
  return found;
};

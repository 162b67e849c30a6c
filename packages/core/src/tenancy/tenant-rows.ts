import type { Queries } from '../db/db.ts';
import type { TenantItem } from './tenant-schemas.ts';

export interface TenantRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: 'active' | 'suspended';
  readonly created_at: Date;
  readonly people: number;
}

/** The columns of a tenant `t`, with the number of its active members. */
export const TENANT_COLUMNS = `
  t.id, t.slug, t.name, t.status, t.created_at,
  (select count(*)::int from core.membership m where m.tenant_id = t.id and m.status = 'active') as people`;

export const tenantItem = ({ id, slug, name, status, created_at, people }: TenantRow): TenantItem => ({
  id,
  slug,
  name,
  status,
  createdAt: created_at.toISOString(),
  people,
});

export interface NewTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** @returns false where the slug is taken; then nothing was written */
export const insertTenant = async (
  tx: Queries,
  { id, slug, name }: NewTenant,
  now: Date,
): Promise<boolean> => {
  const added = await tx.run(
    'insert into core.tenant (id, slug, name, created_at) values ($1, $2, $3, $4) on conflict (slug) do nothing',
    [id, slug, name, now],
  );
  return added === 1;
};

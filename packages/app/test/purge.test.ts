import { startTestHost, type TestHost } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { plugins } from './composition.ts';
import { addCompany, made } from './company.ts';

const PAN = { a: 'AABCL1234K', b: 'AABCM1234K' } as const;
const postgresUrl = inject('postgresUrl');

interface Listed {
  readonly items: readonly { readonly id: string; readonly state: string; readonly rows: number }[];
}

/** Every plugin of the portal as it is shipped lets its data go, and what it keeps of another tenant stays as it is. */
describe.skipIf(postgresUrl === undefined)('the plugins of the portal, purged for one tenant', () => {
  let t: TestHost<'a' | 'b'>;
  beforeAll(async () => {
    t = await startTestHost({ plugins, postgresUrl });
    for (const tenant of ['a', 'b'] as const) {
      await addCompany(t.as(tenant), `Company ${tenant}`, PAN[tenant]);
      await made(t.as(tenant).post('/v1/compliance/generation/run', { from: '2026-09-01', months: 3 }));
    }
    await t.drain();
  });
  afterAll(() => t?.stop());

  /** Table → its rows of the tenant, hashed. */
  const rowsOf = async (tenant: 'a' | 'b'): Promise<Record<string, string>> => {
    const found: Record<string, string> = {};
    for (const { id } of plugins) {
      const tables = await t.sql<{ name: string }>(
        `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
         where table_schema = $1 and column_name = 'tenant_id' order by 1`,
        [id.replaceAll('-', '_')],
      );
      for (const { name } of tables) {
        const [row] = await t.sql<{ rows: string }>(
          `select count(*) || ' ' || coalesce(md5(string_agg(r::text, ',' order by r::text)), '') as rows from ${name} r where tenant_id = $1`,
          [t.tenants[tenant]],
        );
        found[name] = row!.rows;
      }
    }
    return found;
  };

  it('lets all rows of one tenant go and none of the other', async () => {
    const before = await rowsOf('b');
    expect(before['compliance.instance']).toMatch(/^[1-9]/);
    for (const step of ['disable', 'archive'])
      for (const { id } of plugins.toReversed()) await made(t.as('a').post(`/v1/plugins/${id}/${step}`, {}));
    t.clock.set('2040-06-01T06:00:00Z');
    for (const { id } of plugins)
      await made(
        t.asOperator().post(`/v1/operator/tenants/${t.tenants.a}/plugins/${id}/purge`, { confirm: id }),
      );
    await t.drain();
    const { items } = await made(t.as('a').get<Listed>('/v1/plugins'));
    expect(items.map(({ state }) => state)).toEqual(plugins.map(() => 'purged'));
    for (const [table, rows] of Object.entries(await rowsOf('a')))
      expect({ table, rows }).toEqual({ table, rows: '0 ' });
    expect(await rowsOf('b')).toEqual(before);
    const stones = await made(t.as('a').get<Listed>('/v1/plugin-tombstones'));
    expect(stones.items).toHaveLength(plugins.length);
    expect(Math.max(...stones.items.map(({ rows }) => rows))).toBeGreaterThan(10);
  });
});

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { HOST_API } from '../src/index.ts';
import { startTestHost, type TestHost } from '../src/testing/index.ts';
import { curious, secretive } from './secretive/plugin.ts';

const VALUE = 'Xq-canary-of-a-secret-71';
const databases = [
  ['PostgreSQL', () => inject('postgresUrl')],
  ['the embedded database', () => undefined],
] as const;

interface Problem {
  readonly code: string;
  readonly detail: string;
}

describe.each(databases)('secrets of plugins on %s', (name, postgresUrl) => {
  const missing = name === 'PostgreSQL' && postgresUrl() === undefined;
  let t: TestHost<'a' | 'b'>;
  beforeAll(async () => {
    if (!missing) t = await startTestHost({ plugins: [secretive, curious], postgresUrl: postgresUrl() });
  });
  afterAll(() => t?.stop());

  const set = (tenant: 'a' | 'b', secret: string, plugin = 'secretive', as = 'gsp') =>
    t.as(tenant).put<Problem>(`/v1/plugins/${plugin}/secrets/${as}`, { secret });
  const told = (tenant: 'a' | 'b', secret: string, plugin = 'secretive') =>
    t.as(tenant).get<Problem & { length: number | null }>(`/v1/${plugin}/told?name=${secret}`);

  it.skipIf(missing)('are read by the plugin of the tenant that set them, and by nobody else', async () => {
    expect((await set('a', VALUE)).status).toBe(204);
    expect((await told('a', 'gsp')).body).toEqual({ length: VALUE.length, first: 'X' });
    expect((await told('b', 'gsp')).body).toEqual({ length: null, first: null });
  });

  it.skipIf(missing)('take a new value at once, and are gone once they are cleared', async () => {
    await set('b', 'one');
    await set('b', 'three');
    expect((await told('b', 'gsp')).body.length).toBe(5);
    await t.as('b').delete('/v1/plugins/secretive/secrets/gsp');
    expect((await told('b', 'gsp')).body.length).toBeNull();
  });

  it.skipIf(missing)('that are not declared are refused with plugin, name and what is declared', async () => {
    const wanted =
      'plugin "secretive": capabilities.secrets: expected one of gsp, mailbox, received "gps"; did you mean "gsp"?';
    expect((await told('a', 'gps')).body).toMatchObject({ code: 'SECRET_NOT_DECLARED', detail: wanted });
    expect((await set('a', 'x', 'secretive', 'gps')).body).toMatchObject({ detail: wanted });
    expect((await told('a', 'gsp', 'curious')).body.detail).toBe(
      'plugin "curious": capabilities.secrets: expected a declared secret, received "gsp"',
    );
    expect((await set('a', 'x', 'nothing')).status).toBe(404);
  });

  it.skipIf(missing)('are listed by name and day, never by value', async () => {
    await set('a', VALUE);
    const { body } = await t.as('a').get<{ items: unknown[] }>('/v1/plugins/secretive/secrets');
    expect(body.items).toEqual([
      { name: 'gsp', isSet: true, changedAt: expect.stringMatching(/^\d{4}-/) },
      { name: 'mailbox', isSet: false, changedAt: null },
    ]);
  });

  it.skipIf(missing)('are set by who may change plugins, and by nobody who may only see them', async () => {
    const reader = t.as('a', { permissions: ['core.plugin.read'] });
    expect((await reader.put('/v1/plugins/secretive/secrets/gsp', { secret: 'x' })).status).toBe(403);
  });

  it.skipIf(missing)('stand nowhere in the database as they are, the audit log included', async () => {
    await set('a', VALUE);
    const tables = await t.sql<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('core', 'secretive')`,
    );
    const hex = Buffer.from(VALUE).toString('hex');
    for (const { name: table } of tables) {
      const rows = await t.sql<{ row: string }>(`select r::text as row from ${table} r`);
      const telling = rows.filter(({ row }) => row.includes(VALUE) || row.includes(hex));
      expect({ table, telling }).toEqual({ table, telling: [] });
    }
    const acts = await t.sql<{ act: string; secret_changed: boolean; after: string }>(
      `select act, secret_changed, after from core.audit_outbox
        where relation = 'core.plugin_secret' and verb = 'update' order by seq desc limit 1`,
    );
    expect(JSON.parse(acts[0]!.act)).toMatchObject({
      name: 'core.plugin.secret.set',
      plugin: `core@${HOST_API}`,
    });
    expect(acts[0]!.secret_changed).toBe(true);
    expect(Object.keys(JSON.parse(acts[0]!.after) as object)).not.toContain('sealed');
  });

  it.skipIf(missing)('do not open in the row of another tenant, and the refusal tells nothing', async () => {
    await set('a', VALUE);
    await set('b', 'own');
    await t.sql(`alter table core.plugin_secret disable trigger user`);
    await t.sql(
      `update core.plugin_secret b set sealed = a.sealed from core.plugin_secret a
        where a.tenant_id = $1 and b.tenant_id = $2`,
      [t.tenants.a, t.tenants.b],
    );
    await t.sql(`alter table core.plugin_secret enable trigger user`);
    const reply = await told('b', 'gsp');
    expect(reply.status).toBe(500);
    expect(JSON.stringify(reply.body)).not.toContain(VALUE);
  });
});

it('a value that does not fit is not repeated by its refusal', async () => {
  const t = await startTestHost({ plugins: [secretive] });
  try {
    const reply = await t.as('a').put('/v1/plugins/secretive/secrets/gsp', { secret: VALUE.repeat(2_000) });
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body)).not.toContain('canary');
  } finally {
    await t.stop();
  }
});

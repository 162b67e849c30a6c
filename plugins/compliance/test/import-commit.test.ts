import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { startTestHost, type TestClient, type TestHost } from '@compliance-os/core/testing';
import gst from '@compliance-os/gst/plugin';
import type { ImportPreview } from '../src/api/imports.ts';
import compliance from '../src/plugin.ts';

interface Committed {
  readonly entityIds: readonly string[];
  readonly summary: ImportPreview['summary'];
  readonly code?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

const TABLES = [
  'core.entity',
  'compliance.registration',
  'compliance.fact',
  'compliance.occurrence',
] as const;
const sample = (name: string): Promise<Buffer> =>
  readFile(path.join(import.meta.dirname, '../../../samples', name));
const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

let t: TestHost<'a' | 'b'>;
let a: TestClient;
beforeAll(async () => {
  t = await startTestHost({ plugins: [compliance, gst], postgresUrl: inject('postgresUrl') });
  a = t.as('a');
});
afterAll(() => t?.stop());
beforeEach(async () => {
  for (const table of TABLES.toReversed()) await t.sql(`alter table ${table} disable trigger user`);
  for (const table of TABLES.toReversed()) await t.sql(`delete from ${table}`);
  for (const table of TABLES.toReversed()) await t.sql(`alter table ${table} enable trigger user`);
});

const file = (content: Uint8Array, name = 'file.csv') => ({
  name,
  type: 'application/octet-stream',
  content,
});
const preview = (content: Uint8Array, who = a) =>
  who.upload<ImportPreview & Committed>('/v1/compliance/import/preview', {}, file(content));
const commit = (content: Uint8Array, fileHash = hashOf(content), who = a) =>
  who.upload<Committed>('/v1/compliance/import/commit', { fileHash }, file(content));
const counts = async (): Promise<number[]> =>
  Promise.all(
    TABLES.map(async (table) =>
      Number((await t.sql<{ n: string }>(`select count(*) as n from ${table}`))[0]!.n),
    ),
  );

describe('the preview', () => {
  it('shows every row and writes nothing', async () => {
    const content = await sample('manufacturer.csv');
    const { status, body } = await preview(content);
    expect([status, body.errors]).toEqual([200, []]);
    expect(body).toMatchObject({
      fileHash: hashOf(content),
      sheets: ['Entities', 'Registrations', 'Facts'],
      summary: { create: 17, update: 0, skip: 0, errors: 0 },
    });
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  it('shows every mistake', async () => {
    const { status, body } = await preview(await sample('with-errors.csv'));
    expect(status).toBe(200);
    expect(body.summary.errors).toBe(17);
    expect(body.errors).toContainEqual({
      sheet: 'Registrations',
      row: 6,
      column: 'Number',
      message: '27AADCN6310F1Z9: gstin[15] is wrong.',
      expected: 'check character "R"',
      received: '9',
    });
  });

  it('refuses what cannot be read', async () => {
    expect((await preview(Buffer.from(''))).body.code).toBe('INVALID');
    expect((await preview(Buffer.alloc(5 * 1024 * 1024 + 1, 'a'))).body.code).toBe('TOO_LARGE');
    expect((await a.post<Committed>('/v1/compliance/import/preview', { file: 'no' })).body.code).toBe(
      'MALFORMED',
    );
  });
});

describe('the commit', () => {
  it('writes the entity, its registrations and their facts, and names the import as their source', async () => {
    const { status, body } = await commit(await sample('manufacturer.csv'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ summary: { create: 17, errors: 0 }, entityIds: [expect.any(String)] });
    expect((await a.get(`/v1/entities/${body.entityIds[0]}`)).body).toMatchObject({
      name: 'Kaveri Precision Works',
      pan: 'AAKCK4821M',
      state: '27',
    });
    const facts = await t.sql<{ value: unknown; source: string }>(
      `select f.value, f.source from compliance.fact f join compliance.registration r on r.id = f.subject_id
       where r.state_code = '33' and f.field = 'gstin.aato' and f.valid_to = '2027-03-31'`,
    );
    expect(facts).toEqual([{ value: 4_200_000_000, source: 'import of 2026-11-22, file.csv' }]);
  });

  it('records events of registrations that the same file adds', async () => {
    await commit(await sample('llp.csv'));
    const events = await t.sql(
      `select r.number, o.name, o.happened_on::text as day, o.source from compliance.occurrence o
       join compliance.registration r on r.id = o.subject_id`,
    );
    expect(events).toEqual([
      {
        number: '32AALFM5527R1ZP',
        name: 'particulars.changed',
        day: '2026-11-16',
        source: 'new principal place of business',
      },
    ]);
  });

  it('of the same file again skips every row, from CSV or workbook', async () => {
    await commit(await sample('manufacturer.csv'));
    const before = await counts();
    for (const name of ['manufacturer.csv', 'manufacturer.xlsx']) {
      const { status, body } = await commit(await sample(name));
      expect([status, body.summary]).toEqual([200, { create: 0, update: 0, skip: 17, errors: 0 }]);
      expect(body.entityIds).toHaveLength(1);
    }
    expect(await counts()).toEqual(before);
  });

  it('takes no file but the one that was previewed', async () => {
    const { status, body } = await commit(await sample('llp.csv'), hashOf(await sample('manufacturer.csv')));
    expect([status, body.code]).toEqual([409, 'IMPORT_OTHER_FILE']);
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  it('with a mistake writes nothing of what is right beside it', async () => {
    const { status, body } = await commit(await sample('with-errors.csv'));
    expect([status, body.code, body.errors?.length]).toEqual([422, 'IMPORT_REFUSED', 17]);
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  it('that fails on the way leaves nothing, and can be repeated', async () => {
    await t.sql(
      `create function compliance.fails() returns trigger language plpgsql as 'begin raise exception ''disk full''; end'`,
    );
    await t.sql('create trigger fails before insert on compliance.fact execute function compliance.fails()');
    expect((await commit(await sample('llp.csv'))).status).toBe(500);
    expect(await counts()).toEqual([0, 0, 0, 0]);
    await t.sql('drop trigger fails on compliance.fact');
    expect((await commit(await sample('llp.csv'))).body.summary).toMatchObject({ create: 6 });
  });

  it('of two at once leaves one company', async () => {
    const content = await sample('llp.csv');
    const statuses = (await Promise.all([commit(content), commit(content)])).map(({ status }) => status);
    expect(Math.min(...statuses)).toBe(200);
    expect((await counts())[0]).toBe(1);
    expect((await commit(content)).body.summary).toMatchObject({ skip: 6 });
  });

  it('changes what a later file says otherwise, from the day that it says', async () => {
    await commit(await sample('llp.csv'));
    const number = (await t.sql<{ number: string }>('select number from compliance.registration'))[0]!.number;
    const change = Buffer.from(`Subject,Fact,Value,From\n${number},QRMP,no,2026-10-01\n`);
    expect((await commit(change)).body.summary).toEqual({ create: 1, update: 0, skip: 0, errors: 0 });
    const qrmp = await t.sql(
      `select value, valid_from::text as from, valid_to::text as to from compliance.fact
       where field = 'gstin.qrmp' order by valid_from`,
    );
    expect(qrmp).toEqual([
      { value: true, from: '2021-06-15', to: '2026-09-30' },
      { value: false, from: '2026-10-01', to: null },
    ]);
  });

  it('shows nothing to the other tenant, who may import the same', async () => {
    const content = await sample('services-company.csv');
    await commit(content);
    const b = t.as('b');
    expect((await b.get<{ items: unknown[] }>('/v1/compliance/registrations')).body.items).toEqual([]);
    expect((await preview(content, b)).body.summary).toMatchObject({ create: 5, skip: 0 });
  });

  it('needs the permission, and stays within the entities of the one who imports', async () => {
    const content = await sample('llp.csv');
    const reader = t.as('a', { permissions: ['compliance.registration.read'] });
    expect((await preview(content, reader)).status).toBe(403);
    const { body } = await commit(await sample('services-company.csv'));
    const limited = t.as('a', {
      grants: [
        {
          permissions: new Set(['compliance.import.run']),
          entities: new Set(body.entityIds),
          dimensions: {},
        },
      ],
    });
    expect((await commit(content, hashOf(content), limited)).body.errors?.[0]?.message).toContain(
      'outside your scope',
    );
    expect((await preview(await sample('services-company.csv'), limited)).body.summary).toMatchObject({
      skip: 5,
    });
  });
});

import { newId } from '@compliance-os/core';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import compliance from '@compliance-os/compliance/plugin';
import { startTestHost, type TestClient, type TestHost } from '@compliance-os/core/testing';
import type { Chain } from '../src/api/chain.ts';
import type { Standing } from '../src/api/standing.ts';
import gst from '../src/plugin.ts';

interface Item {
  readonly id: string;
  readonly number: string;
}
interface Problem {
  readonly code: string;
}

/** Four GSTINs of one company: 27 and 06 file monthly, 33 and 07 by quarter. */
const SAMPLE = path.join(import.meta.dirname, '../../../samples/manufacturer.csv');

let t: TestHost<'a' | 'b'>;
let a: TestClient;
let byState: ReadonlyMap<string, string>;

beforeAll(async () => {
  t = await startTestHost({ plugins: [compliance, gst], postgresUrl: inject('postgresUrl') });
  a = t.as('a');
  const content = await readFile(SAMPLE);
  const fileHash = createHash('sha256').update(content).digest('hex');
  const file = { name: 'manufacturer.csv', type: 'text/csv', content };
  await a.upload('/v1/compliance/import/commit', { fileHash }, file);
  await a.post('/v1/compliance/generation/run', { from: '2026-07-01', months: 6 });
  const { items } = (await a.get<{ items: Item[] }>('/v1/compliance/registrations')).body;
  byState = new Map(items.map(({ number, id }) => [number.slice(0, 2), id]));
});
afterAll(() => t?.stop());

const standing = async (state: string): Promise<Standing> =>
  (await a.get<Standing>(`/v1/gst/registrations/${byState.get(state)}/standing`)).body;
const instance = async (state: string, masterCode: string, period: string): Promise<string> =>
  (
    await a.get<{ items: Item[] }>(
      `/v1/compliance/instances?subjectId=${byState.get(state)}&masterCode=${masterCode}&period=${encodeURIComponent(period)}`,
    )
  ).body.items[0]!.id;
const chain = async (id: string): Promise<Chain> =>
  (await a.get<Chain>(`/v1/gst/instances/${id}/chain`)).body;

describe('the standing of a GSTIN', () => {
  it('takes the number apart', async () => {
    expect(await standing('27')).toMatchObject({
      gstin: '27AAKCK4821M1Z4',
      faults: [],
      parts: {
        stateCode: '27',
        state: 'Maharashtra',
        pan: 'AAKCK4821M',
        entityNumber: '1',
        checkCharacter: '4',
        checkVerified: true,
        shape: 'ordinary',
      },
    });
  });

  it.each([
    ['27', false, 'A', 22],
    ['06', false, 'B', 24],
    ['33', true, 'A', 22],
    ['07', true, 'B', 24],
  ])('of state %s: quarterly %s, group %s, by the %s', async (state, value, group, dueDay) => {
    expect(await standing(state)).toMatchObject({ filesQuarterly: { value }, qrmp: { group, dueDay } });
  });

  it('names what holds back what', async () => {
    const { blocks } = await standing('33');
    expect(blocks).toContainEqual({
      before: { masterCode: 'GST-GSTR3B-Q', form: 'GSTR-3B' },
      after: { masterCode: 'GST-GSTR1-Q', form: 'GSTR-1' },
      period: 'previous',
      law: 'rule 59(6)(b)',
    });
    expect(blocks.filter(({ after }) => after.masterCode.endsWith('-M'))).toEqual([]);
  });
});

describe('the chain of a return', () => {
  it('goes from the return before to the statement after, each with its status', async () => {
    const id = await instance('27', 'GST-GSTR3B-M', '2026-10');
    const { steps } = await chain(id);
    expect(
      steps.map(({ role, form, period, dueDate, state, current }) => [
        role,
        form,
        period,
        dueDate,
        state,
        current,
      ]),
    ).toEqual([
      ['previous-return', 'GSTR-3B', '2026-09', '2026-10-20', 'blocked', false],
      ['statement', 'GSTR-1', '2026-10', '2026-11-11', 'blocked', false],
      ['return', 'GSTR-3B', '2026-10', '2026-11-20', 'blocked', true],
      ['next-statement', 'GSTR-1', '2026-11', '2026-12-11', 'blocked', false],
    ]);
    expect(steps[3]!.waitsFor).toEqual([{ instanceId: id, law: 'rule 59(6)(a)' }]);
  });

  it('of a month under QRMP is that of its quarter', async () => {
    const { steps } = await chain(await instance('07', 'GST-PMT06', '2026-10'));
    expect(steps.map(({ role, period }) => `${role} ${period}`)).toEqual([
      'previous-return FY2026-27/Q2',
      'statement FY2026-27/Q3',
      'return FY2026-27/Q3',
    ]);
  });
});

describe('outside one’s reach', () => {
  it('there is nothing', async () => {
    const registration = `/v1/gst/registrations/${byState.get('27')}/standing`;
    const of = `/v1/gst/instances/${await instance('27', 'GST-GSTR3B-M', '2026-10')}/chain`;
    for (const address of [registration, of]) {
      expect((await t.as('b').get<Problem>(address)).body.code).toBe('NOT_FOUND');
      const other = t.as('a', { permissions: ['core.entity.read'] });
      expect((await other.get<Problem>(address)).body.code).toBe('FORBIDDEN');
      const elsewhere = t.as('a', {
        grants: [
          {
            permissions: new Set(['compliance.instance.read', 'compliance.registration.read']),
            entities: new Set([newId()]),
            dimensions: {},
          },
        ],
      });
      expect((await elsewhere.get<Problem>(address)).body.code).toBe('NOT_FOUND');
    }
  });

  it('nor where the plugin is off', async () => {
    await t.setPlugin('a', 'gst', false);
    expect((await a.get(`/v1/gst/registrations/${byState.get('27')}/standing`)).status).toBe(404);
    await t.setPlugin('a', 'gst', true);
    expect((await a.get(`/v1/gst/registrations/${byState.get('27')}/standing`)).status).toBe(200);
  });
});

import compliance from '@compliance-os/compliance/plugin';
import { startTestHost, type TestHost } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { __Type__Reply } from '../src/api/__name__.ts';
import plugin from '../src/plugin.ts';

let t: TestHost;

beforeAll(async () => {
  t = await startTestHost({ plugins: [compliance, plugin] });
  for (const tenant of ['a', 'b'] as const)
    await t.as(tenant).post('/v1/entities', {
      name: `Company of ${tenant}`,
      legalName: `Company of ${tenant}`,
      kind: 'company',
    });
});
afterAll(() => t?.stop());

describe('GET /v1/__id__/__name__', () => {
  it.each(['a', 'b'] as const)('shows tenant %s its own entities only', async (tenant) => {
    const { status, body } = await t.as(tenant).get<__Type__Reply>('/v1/__id__/__name__');
    expect({ status, names: body.items.map(({ name }) => name) }).toEqual({
      status: 200,
      names: [`Company of ${tenant}`],
    });
  });

  it('is for those who have its permission', async () => {
    const other = t.as('a', { permissions: ['core.entity.read'] });
    expect((await other.get('/v1/__id__/__name__')).status).toBe(403);
  });
});

import compliance from '@compliance-os/compliance/plugin';
import { startTestHost, type TestHost } from '@compliance-os/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import plugin from '../src/plugin.ts';

const DAY_MS = 86_400_000;
let t: TestHost;

beforeAll(async () => {
  t = await startTestHost({ plugins: [compliance, plugin] });
});
afterAll(() => t?.stop());

const runs = (tenant: 'a' | 'b') =>
  t.sql(`select id from core.job where tenant_id = $1 and name = '__id__.__name__' and state = 'done'`, [
    t.tenants[tenant],
  ]);

it('runs once a day, for the tenants that have the plugin on', async () => {
  await t.host.jobs.tick();
  await t.setPlugin('b', '__id__', false);
  t.clock.advance(DAY_MS);
  await t.host.jobs.tick();
  await t.drain();
  expect(await runs('a')).toHaveLength(1);
  expect(await runs('b')).toHaveLength(0);
});

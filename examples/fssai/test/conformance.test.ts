import compliance from '@compliance-os/compliance/plugin';
import { runConformance, type Known, type Seeding } from '@compliance-os/core/testing';
import { expect, it } from 'vitest';
import plugin from '../src/plugin.ts';
import { addCompany } from './company.ts';

const NUMBERS = { a: '10018022004567', b: '21523067000118' };

/** A licence that ends soon, and the reminder of it: the job makes it on the next morning. */
const seed = async ({ host, tenant, client, text }: Seeding): Promise<Known> => {
  const company = { name: text, number: NUMBERS[tenant], validUntil: '2026-12-31' };
  const { registrationId } = await addCompany(client, company);
  await host.host.jobs.tick();
  host.clock.advance(86_400_000);
  await host.host.jobs.tick();
  await host.drain();
  const { body } = await client.get<{ items: readonly { id: string }[] }>('/v1/fssai/reminders');
  return { registrationId, reminderId: body.items[0]!.id };
};

it('keeps what a plugin promises', { timeout: 180_000 }, async () => {
  const conformance = runConformance(plugin, {
    plugins: [compliance],
    seed,
    examples: {
      'post /reminders/:id/seen': ({ reminderId }) => ({ params: { id: reminderId! } }),
    },
  });
  await expect(conformance).resolves.toBeUndefined();
});

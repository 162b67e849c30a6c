import { newId } from '@compliance-os/core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addCompany, generate, list, startHost, type Host } from './setup.ts';

/** What the database holds against code that forgets, or lies about, who did the work. */
describe('maker is not checker, in the database', () => {
  let host: Host;
  let id: string;
  const person = (name: string) => ({ kind: 'user', id: `${name}-id`, name, sessionId: 's' });

  beforeAll(async () => {
    host = await startHost(inject('postgresUrl'));
    await addCompany(host.as('a'), 'Godavari', { '36': 'monthly' });
    await generate(host.as('a'), '2026-11-01', 1);
    id = (await list(host.as('a'), 'masterCode=GST-GSTR1-M')).items[0]!.id;
  });
  afterAll(() => host.stop());

  /** An update as the plugin's own role would send it, with the actor that the host set. */
  const update = (actor: object, set: string): Promise<void> =>
    host.database.asOwner(async (owner) => {
      await owner.query('begin');
      try {
        await owner.query(
          `select set_config('app.tenant', $1, true), set_config('app.actor', $2, true), set_config('app.act', $3, true)`,
          [
            host.tenants.a,
            JSON.stringify(actor),
            JSON.stringify({ id: newId(), name: 'test', plugin: 'test@1.0.0', via: 'test' }),
          ],
        );
        await owner.query('set local role cos_compliance');
        await owner.query(`update compliance.instance set ${set} where tenant_id = $1 and id = $2`, [
          host.tenants.a,
          id,
        ]);
        await owner.query('commit');
      } catch (error) {
        await owner.query('rollback');
        throw error;
      }
    });
  const hands = (name: string, delegate: string | null = null) =>
    `'${JSON.stringify({ principal: `${name}-id`, delegate: delegate && `${delegate}-id` })}'`;
  const makers = (name: string) => `'[{"principal": "${name}-id", "delegate": null}]'`;

  it('a submission names the one who makes it', async () => {
    await expect(
      update(person('meera'), `status = 'in-review', makers = ${makers('someone')}`),
    ).rejects.toThrow('without its maker');
    await update(person('meera'), `status = 'in-review', makers = ${makers('meera')}`);
  });

  it('a maker does not approve, not even as somebody else', async () => {
    await expect(update(person('meera'), `status = 'approved', checker = ${hands('meera')}`)).rejects.toThrow(
      'maker and checker are one',
    );
    await expect(update(person('meera'), `status = 'approved', checker = ${hands('charu')}`)).rejects.toThrow(
      'not the one who acts',
    );
    const delegate = { ...person('dev'), onBehalfOf: 'meera-id' };
    await expect(update(delegate, `status = 'approved', checker = ${hands('meera', 'dev')}`)).rejects.toThrow(
      'maker and checker are one',
    );
  });

  it('a maker is not struck from the record first', async () => {
    await expect(update(person('meera'), `makers = '[]'`)).rejects.toThrow('struck from the record');
    await expect(
      update(person('meera'), `makers = '[]', status = 'approved', checker = ${hands('meera')}`),
    ).rejects.toThrow('struck from the record');
  });

  it('neither a job nor nobody approves', async () => {
    const job = { kind: 'job', id: 'charu-id', name: 'job' };
    await expect(update(job, `status = 'approved', checker = ${hands('charu')}`)).rejects.toThrow(
      'only people approve',
    );
  });

  it('nothing is filed without an approval', async () => {
    await expect(update(person('charu'), `status = 'filed'`)).rejects.toThrow('without an approval');
    await update(person('charu'), `status = 'approved', checker = ${hands('charu')}`);
    await update(person('meera'), `status = 'filed'`);
  });
});

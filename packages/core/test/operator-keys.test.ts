import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startTestHost, type TestClient, type TestHost } from '../src/testing/index.ts';

interface Answer {
  readonly id: string;
  readonly code?: string;
}

const tenant = (slug: string) => ({
  name: slug,
  slug,
  administrator: { email: `first@${slug}.example`, name: 'First' },
});

describe('an idempotency key of an operator', () => {
  let t: TestHost<'a' | 'b'>;
  let operator: TestClient;
  beforeAll(async () => {
    t = await startTestHost({ plugins: [], postgresUrl: inject('postgresUrl') });
    operator = t.asOperator();
  });
  afterAll(() => t?.stop());

  const add = (slug: string, key: string, by = operator) =>
    by.post<Answer>('/v1/operator/tenants', tenant(slug), { 'idempotency-key': key });

  it('gets the first reply again, and nothing is done twice', async () => {
    const first = await add('once', 'one');
    const second = await add('once', 'one');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await t.sql(`select 1 from core.tenant where slug = 'once'`)).toHaveLength(1);
  });

  it('lets one of many at once through; the others are sent away or get its reply', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => add('many', 'many')));
    expect(replies.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    const refused = replies.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, body }) => ({ status, code: body.code }))).toEqual(
      refused.map(() => ({ status: 409, code: 'CONFLICT' })),
    );
    expect((await add('many', 'many')).headers.get('idempotency-replayed')).toBe('true');
    expect(await t.sql(`select 1 from core.tenant where slug = 'many'`)).toHaveLength(1);
  });

  it("is refused for another request, and is not another operator's", async () => {
    expect((await add('other', 'one')).body.code).toBe('IDEMPOTENCY_MISMATCH');
    const reply = await add('other', 'one', t.asOperator());
    expect(reply.status).toBe(201);
    expect(reply.headers.get('idempotency-replayed')).toBeNull();
  });

  it('is free again after a request that failed', async () => {
    expect((await add('once', 'two')).status).toBeGreaterThanOrEqual(400);
    expect(await t.sql(`select 1 from core.operator_reply where key = 'two'`)).toEqual([]);
    expect((await add('two', 'two')).status).toBe(201);
  });

  it('of a request that was killed is free when its time is over', async () => {
    expect((await add('killed', 'three')).status).toBe(201);
    await t.sql(
      `update core.operator_reply set status = null, body = null, claimed_at = clock_timestamp() where key = 'three'`,
    );
    expect((await add('killed', 'three')).body.code).toBe('CONFLICT');
    await t.sql(
      `update core.operator_reply set claimed_at = clock_timestamp() - interval '1 hour' where key = 'three'`,
    );
    const again = await add('killed', 'three');
    expect(again.body.code).not.toBe('CONFLICT');
    expect(await t.sql(`select 1 from core.tenant where slug = 'killed'`)).toHaveLength(1);
  });

  it('is kept for a day', async () => {
    await add('old', 'four');
    await t.sql(`update core.operator_reply set claimed_at = clock_timestamp() - interval '25 hours'`);
    await t.host.jobs.purge();
    expect(await t.sql(`select 1 from core.operator_reply`)).toEqual([]);
  });
});

import { startTestHost, type TestHost } from '@compliance-os/core/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { plugins } from './composition.ts';
import { addCompany, made } from './company.ts';

describe('/metrics of the portal', () => {
  let t: TestHost<'a' | 'b'>;
  let entityId: string;

  /** @returns the value of the one line with this name and these labels */
  const metric = async (name: string, labels: Readonly<Record<string, string>>): Promise<number> => {
    const text = await fetch(`${t.url}/metrics`).then((reply) => reply.text());
    const lines = text
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`))
      .filter((line) =>
        Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)),
      );
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  };
  const upload = (content: string, type: string) =>
    t
      .as('a')
      .upload<{ id: string }>(
        '/v1/evidence',
        { entityId, subjectType: 'entity', subjectId: entityId, kind: 'proof' },
        { name: type === 'text/csv' ? 'x.csv' : 'x.exe', type, content },
      );

  beforeAll(async () => {
    t = await startTestHost({ plugins, postgresUrl: inject('postgresUrl'), logLevel: 'fatal' });
    ({ entityId } = await addCompany(t.as('a'), 'Lotus', 'AABCL1234K'));
    await made(t.as('a').post('/v1/compliance/generation/run', { from: '2026-07-01', months: 6 }));
  });
  afterAll(() => t?.stop());

  it('says how many obligations of each tenant are overdue, as its own list counts them', async () => {
    const listed = async (tenant: 'a' | 'b') =>
      (
        await made(
          t.as(tenant).get<{ total: number }>('/v1/compliance/instances?overdue=true&limit=1&total=true'),
        )
      ).total;
    const gauge = (tenant: 'a' | 'b') =>
      metric('compliance_instances_overdue_total', { tenant: t.tenants[tenant] });
    expect(await listed('a')).toBeGreaterThan(0);
    expect([await gauge('a'), await gauge('b')]).toEqual([await listed('a'), 0]);
  });

  it('counts uploads by how they ended', async () => {
    const counts = async () => [
      await metric('evidence_uploads_total', { outcome: 'stored' }),
      await metric('evidence_uploads_total', { outcome: 'refused' }),
    ];
    const [stored = 0, refused = 0] = await counts();
    await made(upload('a,b\n', 'text/csv'));
    await made(upload('c,d\n', 'text/csv'));
    expect((await upload('MZ\u0090\u0000', 'application/x-msdownload')).status).toBeGreaterThanOrEqual(400);
    expect(await counts()).toEqual([stored + 2, refused + 1]);
  });

  it('measures how long requests take, by route and status and not by what was asked for', async () => {
    const asked = (status: string) =>
      metric('api_request_duration_seconds_count', { route: '/v1/entities/:id', method: 'GET', status });
    const [before, missing] = [await asked('200'), await asked('404')];
    await made(t.as('a').get(`/v1/entities/${entityId}`));
    await t.as('b').get(`/v1/entities/${entityId}`);
    expect([await asked('200'), await asked('404')]).toEqual([before + 1, missing + 1]);
    const text = await fetch(`${t.url}/metrics`).then((reply) => reply.text());
    expect(text).toMatch(/^api_request_duration_seconds_bucket\{/m);
    expect(text).not.toContain(entityId);
  });
});

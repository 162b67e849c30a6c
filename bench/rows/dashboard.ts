import { observed } from '../measure/compare.ts';
import { quantile } from '../measure/statistics.ts';
import type { Row } from '../measure/row.ts';
import { copyInstances, makeTemplate } from '../portal/seed-instances.ts';
import { onStage } from '../portal/stage.ts';
import { addTenant, signIn, type Tenant } from '../portal/tenants.ts';
import type { Child } from '../measure/child.ts';
import type { Bench } from './bench.ts';

const OTHER_TENANTS = 10;
/** Answers are kept for two seconds: each request is for another set of families, and so for another answer. */
const uncached = (serial: string): string => `/v1/compliance/dashboard?family=gst,none-${serial}`;

/** Milliseconds of one request after the other. */
const timesOf = async (
  server: Child,
  tenant: Tenant,
  requests: number,
  step: number,
): Promise<readonly number[]> => {
  const headers = await signIn(server, tenant);
  const times: number[] = [];
  for (let serial = 0; serial < requests + 5; serial++) {
    const started = performance.now();
    const response = await fetch(`${server.url}${uncached(`${step}-${serial}`)}`, { headers });
    const body = await response.text();
    if (!response.ok) throw new Error(`dashboard: expected 200, received ${response.status}: ${body}`);
    times.push(performance.now() - started);
  }
  return times.slice(5);
};

/** The dashboard of one tenant, while the rows of the others grow tenfold and tenfold again. */
const run: Bench['run'] = ({ quick }) =>
  onStage(['compliance', 'gst'], async (stage) => {
    const own = quick ? 12_000 : 120_000;
    const steps = quick ? [1_200, 12_000, 120_000] : [12_000, 120_000, 1_200_000];
    const template = await makeTemplate(stage);
    const tenant = await addTenant(stage, 'own');
    await copyInstances(stage, template.id, tenant.id, own);
    const server = await stage.product();
    const rows: Row[] = [];
    let there = 0;
    let before: readonly number[] | undefined;
    for (const [step, others] of steps.entries()) {
      const each = Math.round((others - there) / OTHER_TENANTS);
      for (let n = 0; n < OTHER_TENANTS; n++)
        await copyInstances(stage, template.id, (await addTenant(stage, `other-${step}-${n}`)).id, each);
      there = others;
      await stage.owner.query('vacuum analyze');
      const times = await timesOf(server, tenant, quick ? 20 : 40, step);
      const name = `Dashboard of ${own / 1000} k beside ${others / 1000} k`;
      if (before)
        rows.push(
          observed({
            name: `${name}: growth of the median`,
            unit: 'ms',
            target: { of: 'ratio', atMost: 1.3 },
            values: times,
            baseline: before,
          }),
        );
      if (step === steps.length - 1)
        rows.push(
          observed({
            name: `${name}: p95`,
            unit: 'ms',
            target: { of: 'value', atMost: 50 },
            values: [quantile(times, 0.95)],
          }),
        );
      before = times;
    }
    return rows;
  });

export const dashboard: Bench = { name: 'dashboard', run };

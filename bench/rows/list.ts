import { compare } from '../measure/compare.ts';
import { load } from '../measure/load.ts';
import { copyInstances, makeTemplate } from '../portal/seed-instances.ts';
import { onStage } from '../portal/stage.ts';
import { addTenant, contextOf, signIn } from '../portal/tenants.ts';
import { listStatement } from '../portal/list-statement.ts';
import type { Bench } from './bench.ts';

/** The list that people look at most, with everything that stands before it, beside Express and pg with its SQL. */
const run: Bench['run'] = ({ quick }) =>
  onStage(['compliance', 'gst'], async (stage) => {
    const template = await makeTemplate(stage);
    const tenant = await addTenant(stage, 'own');
    await copyInstances(stage, template.id, tenant.id, quick ? 12_000 : 120_000);
    await stage.owner.query('vacuum analyze');
    const statement = await listStatement(contextOf(stage, tenant.id));
    const product = await stage.product();
    const bare = await stage.bare(statement.text, statement.values);
    const headers = await signIn(product, tenant);
    const seconds = quick ? 2 : 4;
    return [
      await compare({
        name: 'List of instances, 25 of 120 k',
        unit: 'requests/s',
        target: { of: 'ratio', atLeast: 0.55 },
        rounds: quick ? 4 : 7,
        product: () => load({ server: product, path: '/v1/compliance/instances?limit=25', headers, seconds }),
        baseline: () => load({ server: bare, path: '/rows', seconds }),
      }),
    ];
  });

export const list: Bench = { name: 'list', run };

import { firstPage } from '../ledger/entries.ts';
import { compare } from '../measure/compare.ts';
import { load } from '../measure/load.ts';
import { seedEntries } from '../portal/seed-entries.ts';
import { onStage } from '../portal/stage.ts';
import { addTenant, signIn } from '../portal/tenants.ts';
import type { Bench } from './bench.ts';

/** A list of a plugin that does nothing else: what core adds to Express and pg. */
const run: Bench['run'] = ({ quick }) =>
  onStage(['ledger'], async (stage) => {
    const tenant = await addTenant(stage, 'own');
    await seedEntries(stage, 'ledger.entry', tenant.id, 120_000);
    await stage.owner.query('vacuum analyze ledger.entry');
    const flags = process.env['BENCH_PROFILE']
      ? ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`]
      : [];
    const product = await stage.product(flags);
    const bare = await stage.bare(firstPage('ledger.entry'), [tenant.id]);
    const headers = await signIn(product, tenant);
    const seconds = quick ? 2 : 4;
    return [
      await compare({
        name: 'Request: core alone, 25 rows',
        unit: 'requests/s',
        target: { of: 'ratio', atLeast: 0.55 },
        rounds: quick ? 4 : 7,
        product: () => load({ server: product, path: '/v1/ledger/entries', headers, seconds }),
        baseline: () => load({ server: bare, path: '/rows', seconds }),
      }),
    ];
  });

export const request: Bench = { name: 'request', run };

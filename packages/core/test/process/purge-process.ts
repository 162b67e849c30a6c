/** A purge in a process of its own, so that a test can kill it in the middle. */
import { dataLife } from '../../src/data-life/contract.ts';
import { postgresDatabase } from '../../src/db/open.ts';
import { startTestHost } from '../../src/testing/harness.ts';
import { shelfPlugin } from '../shelf/plugin.ts';

export interface PurgeProcessOptions {
  readonly url: string;
  readonly ownerUrl: string;
  readonly tenants: { readonly a: string; readonly b: string };
  readonly folder: string;
  readonly now: string;
}

const options = JSON.parse(process.argv[2]!) as PurgeProcessOptions;
const t = await startTestHost({
  plugins: [shelfPlugin()],
  database: postgresDatabase({ url: options.url, ownerUrl: options.ownerUrl, pool: 4 }),
  knownTenants: options.tenants,
  folder: options.folder,
  now: options.now,
});
const { data } = await t.host.services.resolve('core', { data: dataLife });
process.stdout.write(`${JSON.stringify({ purging: true })}\n`);
await data.purge(t.context('a', 'core.plugin.purge'), 'shelf', { id: 'operator', name: 'Operator' });

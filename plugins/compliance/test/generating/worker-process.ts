/** A worker in a process of its own, so that a test can kill it: it runs what is due, says when it begins, and ends. */
import { postgresDatabase } from '@compliance-os/core/host';
import { startTestHost } from '@compliance-os/core/testing';
import gst from '@compliance-os/gst/plugin';
import compliance from '../../src/plugin.ts';

const { url, ownerUrl, tenants } = JSON.parse(process.argv[2]!) as {
  url: string;
  ownerUrl: string;
  tenants: { a: string; b: string };
};
const host = await startTestHost({
  plugins: [compliance, gst],
  database: postgresDatabase({ url, ownerUrl, pool: 4 }),
  knownTenants: tenants,
});
process.stdout.write('working\n');
while ((await host.drain()) > 0);
process.exit(0);

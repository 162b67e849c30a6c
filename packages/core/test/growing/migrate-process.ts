/** Migrates in a process of its own: arguments are the owner's URL, the login's URL, and a folder of migrations. */
import { corePlugin, definePlugin, migrateAll, postgresDatabase } from '../../src/host.ts';

const [ownerUrl = '', url = '', folder = ''] = process.argv.slice(2);
const database = postgresDatabase({ url, ownerUrl, pool: 2 });
const growing = definePlugin({
  id: 'growing',
  name: 'Growing',
  version: '1.0.0',
  hostApi: '^1.0.0',
  data: { migrations: new URL(`./${folder}/`, import.meta.url) },
});
const failures = await migrateAll(database, [corePlugin, growing], (plugin, name) =>
  process.stdout.write(`applied ${plugin} ${name}\n`),
);
await database.close();
process.exitCode = failures.length;

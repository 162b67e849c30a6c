import { corePlugin, loadConfig, migrateAll, openDatabase } from '@compliance-os/core/host';
import { plugins } from '../plugins.ts';

/** Brings core's and every plugin's schema up to date, as the owner. Safe to run from several machines at once. */
export const migrate = async (): Promise<number> => {
  const config = loadConfig(process.env);
  const database = await openDatabase(config.database, config.mode);
  try {
    let applied = 0;
    const failures = await migrateAll(database, [corePlugin, ...plugins], (plugin, name) => {
      applied++;
      console.log(`${plugin}: ${name}`);
    });
    for (const { plugin, name, error } of failures)
      console.error(`${plugin}: ${name} failed: ${error.message}`);
    console.log(applied === 0 ? 'Everything is up to date.' : `${applied} migrations applied.`);
    return failures.length > 0 ? 1 : 0;
  } finally {
    await database.close();
  }
};

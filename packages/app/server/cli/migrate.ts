import { corePlugin, migrateAll, openDatabase } from '@compliance-os/core/host';
import { readSettings } from '../settings.ts';

/** Brings core's and every plugin's schema up to date, as the owner. Safe to run from several machines at once. */
export const migrate = async (): Promise<number> => {
  const { config, installed } = await readSettings(process.env);
  const database = await openDatabase(config.database, config.mode);
  try {
    let applied = 0;
    const failures = await migrateAll(database, [corePlugin, ...installed.manifests], (plugin, name) => {
      applied++;
      console.log(`${plugin}: ${name}`);
    });
    for (const { plugin, name, error } of failures)
      console.error(`${plugin}: ${name} failed: ${error.message}`);
    for (const { id, error } of installed.unread)
      console.error(`${id}: its manifest cannot be read, and its schema stays as it is: ${error.message}`);
    console.log(applied === 0 ? 'Everything is up to date.' : `${applied} migrations applied.`);
    return failures.length + installed.unread.length > 0 ? 1 : 0;
  } finally {
    await database.close();
  }
};

import { compose, type Portal } from '../compose.ts';
import { readSettings } from '../settings.ts';

/** Starts a part of the portal and keeps it until the process is told to stop. */
export const running = async (
  what: string,
  options: { readonly worksJobs: boolean },
  start: (portal: Portal) => Promise<unknown>,
): Promise<number> => {
  const portal = await compose(await readSettings(process.env), { demo: false, ...options });
  try {
    await start(portal);
  } catch (error) {
    await portal.close();
    throw error;
  }
  portal.log.info(what);
  const signal = Promise.withResolvers<void>();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => signal.resolve());
  await signal.promise;
  await portal.close();
  return 0;
};

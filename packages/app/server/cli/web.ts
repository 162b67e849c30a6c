import { running } from './running.ts';

/** Serves requests; jobs are left to workers. Any number of these may run behind one address. */
export const web = (): Promise<number> =>
  running('serving', { worksJobs: false }, ({ host, config }) =>
    host.listen(config.http.port, config.http.host),
  );

import { running } from './running.ts';

/** Works jobs. Any number of workers may run. */
export const worker = (): Promise<number> =>
  running('working jobs', { worksJobs: true }, ({ host, config }) =>
    host.jobs.start(config.jobs.concurrency),
  );

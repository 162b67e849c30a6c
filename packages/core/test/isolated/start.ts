import type { Logger } from '../../src/index.ts';

export default async ({ log }: { readonly log: Logger }): Promise<void> => {
  log.info({ started: true }, 'licences started');
};

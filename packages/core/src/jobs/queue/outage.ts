import type { QueueOptions } from './bull-backend.ts';

/** Says once that a store is gone and once that it is back, however many errors come in between. */
export const outageLog = (
  store: string,
  logger: QueueOptions['logger'],
): { readonly failed: (error: Error) => void; readonly back: () => void } => {
  let down = false;
  return {
    failed(error) {
      if (!down) logger?.warn({ err: error, store }, 'the job queue has trouble with its store');
      down = true;
    },
    back() {
      if (down) logger?.warn({ store }, 'the job queue reaches its store again');
      down = false;
    },
  };
};

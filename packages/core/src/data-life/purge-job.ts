import type { JobHandler } from '../plugin/job.ts';
import type { dataLife, PurgePayload } from './contract.ts';

const handler: JobHandler<{
  payload: typeof PurgePayload;
  deps: { data: typeof dataLife };
}> = async ({ ctx, payload, deps }) => {
  await deps.data.purge(ctx, payload.plugin, payload.actor);
};

export default handler;

import type { audit, entities, JobHandler } from '@compliance-os/core';

/** Runs every morning for each tenant that has the plugin on. Outside calls go before `finish`, writes into it. */
const handler: JobHandler<{ deps: { audit: typeof audit; entities: typeof entities } }> = async ({
  ctx,
  deps,
  finish,
}) => {
  const { length } = await deps.entities.list(ctx);
  await finish((within) => deps.audit.record(within, '__id__.__name__', { entities: length }));
};

export default handler;

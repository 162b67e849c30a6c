import type { JobHandler } from '@compliance-os/core';
import { instancesGenerated } from '../api/events.ts';
import { generateIfDue, windowOf } from '../services/generate.ts';
import type { nightlyShape } from './job-shapes.ts';

const MONTHS_AHEAD = 12;

const handler: JobHandler<typeof nightlyShape> = async ({ ctx, deps, signal, finish }) => {
  const window = windowOf({ months: MONTHS_AHEAD }, ctx.today);
  const created = (await generateIfDue(deps, ctx, window, signal))?.created ?? 0;
  await finish(async (inside) => {
    if (created > 0) await deps.events.emit(inside, instancesGenerated, ctx.tenant, { created, ...window });
  });
};

export default handler;

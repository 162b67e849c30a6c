import type { JobHandler } from '@compliance-os/core';
import { generateIfDue, windowOf } from '../services/generate.ts';
import { tellGenerated } from '../services/tell-generated.ts';
import type { nightlyShape } from './job-shapes.ts';

const MONTHS_AHEAD = 12;

const handler: JobHandler<typeof nightlyShape> = async ({ ctx, deps, signal, finish }) => {
  const window = windowOf({ months: MONTHS_AHEAD }, ctx.today);
  const result = await generateIfDue(deps, ctx, window, signal);
  await finish(async (inside) => {
    if (result !== undefined) await tellGenerated(deps.events, inside, window, result);
  });
};

export default handler;

import type { JobHandler } from '@compliance-os/core';
import { generateIfDue, windowOf } from '../services/generate.ts';
import type { nightlyShape } from './job-shapes.ts';

const MONTHS_AHEAD = 12;

const handler: JobHandler<typeof nightlyShape> = async ({ ctx, deps, signal }) => {
  await generateIfDue(deps, ctx, windowOf({ months: MONTHS_AHEAD }, ctx.today), signal);
};

export default handler;

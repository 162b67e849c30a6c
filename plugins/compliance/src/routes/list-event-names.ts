import type { RouteHandler } from '@compliance-os/core';
import type { listEventNames as shape } from '../api/route-shapes.ts';
import { eventNames } from '../services/occurrences.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, deps }) => eventNames(deps, ctx);

export default handler;

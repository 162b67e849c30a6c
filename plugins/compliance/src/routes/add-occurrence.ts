import type { RouteHandler } from '@compliance-os/core';
import type { addOccurrence as shape } from '../api/route-shapes.ts';
import { addOccurrence } from '../services/occurrences.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) => addOccurrence(deps, ctx, body);

export default handler;

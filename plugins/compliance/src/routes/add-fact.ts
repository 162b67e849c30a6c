import type { RouteHandler } from '@compliance-os/core';
import type { addFact as shape } from '../api/route-shapes.ts';
import { addFact } from '../services/facts.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, body, deps }) => addFact(deps, ctx, body);

export default handler;

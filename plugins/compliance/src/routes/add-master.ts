import type { RouteHandler } from '@compliance-os/core';
import type { addMaster as shape } from '../api/route-shapes.ts';
import { addMaster } from '../services/masters.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, body, deps }) => addMaster(deps, ctx, body.master);

export default handler;

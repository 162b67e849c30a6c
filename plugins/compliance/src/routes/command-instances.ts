import type { RouteHandler } from '@compliance-os/core';
import type { commandInstances as shape } from '../api/route-shapes.ts';
import { runCommands } from '../services/bulk.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, body, deps }) =>
  runCommands(deps, ctx, body.ids, body.command);

export default handler;

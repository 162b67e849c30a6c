import type { RouteHandler } from '@compliance-os/core';
import type { commandInstance as shape } from '../api/route-shapes.ts';
import { runCommand } from '../services/commands.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, params, body, deps }) =>
  runCommand(deps, ctx, params.id, body);

export default handler;

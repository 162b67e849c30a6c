import type { RouteHandler } from '@compliance-os/core';
import type { showRegistration as shape } from '../api/route-shapes.ts';
import { showRegistration } from '../services/registrations.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, params, deps }) =>
  showRegistration(deps, deps.db.read(ctx), ctx, params.id);

export default handler;

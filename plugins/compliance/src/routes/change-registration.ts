import type { RouteHandler } from '@compliance-os/core';
import type { changeRegistration as shape } from '../api/route-shapes.ts';
import { changeRegistration } from '../services/registrations.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, params, body, deps }) =>
  changeRegistration(deps, ctx, params.id, body);

export default handler;

import type { RouteHandler } from '@compliance-os/core';
import type { addRegistration as shape } from '../api/route-shapes.ts';
import { addRegistration } from '../services/registrations.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, body, deps }) => addRegistration(deps, ctx, body);

export default handler;

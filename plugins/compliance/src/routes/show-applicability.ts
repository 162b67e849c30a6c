import type { RouteHandler } from '@compliance-os/core';
import type { showApplicability as shape } from '../api/route-shapes.ts';
import { applicabilityOf } from '../services/applicability.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, query, deps }) => applicabilityOf(deps, ctx, query);

export default handler;

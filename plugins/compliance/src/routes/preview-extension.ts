import type { RouteHandler } from '@compliance-os/core';
import type { previewExtension as shape } from '../api/route-shapes.ts';
import { previewOf } from '../services/extend.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, body, deps }) => previewOf(deps, ctx, body.notification);

export default handler;

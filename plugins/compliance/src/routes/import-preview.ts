import type { RouteHandler } from '@compliance-os/core';
import type { previewImport as shape } from '../api/route-shapes.ts';
import { previewImport } from '../services/import.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, request, deps }) => previewImport(deps, ctx, request);

export default handler;

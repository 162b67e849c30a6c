import type { RouteHandler } from '@compliance-os/core';
import type { commitImport as shape } from '../api/route-shapes.ts';
import { commitImport } from '../services/import.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, request, deps }) => commitImport(deps, ctx, request);

export default handler;

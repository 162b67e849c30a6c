import type { RouteHandler } from '@compliance-os/core';
import type { showCalendar as shape } from '../api/route-shapes.ts';
import { frozenNames } from '../services/frozen.ts';
import { readCalendar } from '../store/calendar.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, query, deps }) =>
  readCalendar(deps.db.read(ctx), ctx, query, await frozenNames(ctx, deps.contributions));

export default handler;

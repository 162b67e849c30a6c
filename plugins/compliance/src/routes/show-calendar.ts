import type { RouteHandler } from '@compliance-os/core';
import type { showCalendar as shape } from '../api/route-shapes.ts';
import { readCalendar } from '../store/calendar.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, query, deps }) =>
  readCalendar(deps.db.read(ctx), ctx, query);

export default handler;

import type { RouteHandler } from '@compliance-os/core';
import type { listRegistrations as shape } from '../api/route-shapes.ts';
import { registrationLabels } from '../services/registrations.ts';
import { listRegistrations } from '../store/registrations.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, query, deps }) => {
  const label = await registrationLabels(ctx, deps.contributions);
  const page = await listRegistrations(deps.db.read(ctx), ctx, query);
  return { ...page, items: page.items.map((row) => ({ ...row, typeLabel: label(row.type) })) };
};

export default handler;

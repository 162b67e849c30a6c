import type { RouteHandler } from '@compliance-os/core';
import type { listNotifications as shape } from '../api/route-shapes.ts';
import { loadCatalogue } from '../services/catalogue.ts';
import { appliedExtensions } from '../store/extensions.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, deps }) => {
  const q = deps.db.read(ctx);
  const { notifications } = await loadCatalogue(ctx, deps.contributions, q);
  const applied = new Set(
    (await appliedExtensions(q, ctx.tenant)).map(({ notification }) => notification.id),
  );
  return {
    items: notifications
      .toSorted((a, b) => (a.date > b.date ? -1 : 1))
      .map((notification) => ({
        id: notification.id,
        number: notification.number,
        date: notification.date,
        masters: [...notification.scope.masters],
        applied: applied.has(notification.id),
        notification,
      })),
  };
};

export default handler;

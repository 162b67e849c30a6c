import type { Context, Db } from '@compliance-os/core';
import { mastersPoint } from '@compliance-os/compliance';

export default async ({ ctx, deps }: { readonly ctx: Context; readonly deps: { readonly db: Db } }) => {
  const rows = await deps.db.read(ctx).rows('select id from food.licence where tenant_id = $1', [ctx.tenant]);
  return { count: rows.length, point: mastersPoint.id };
};

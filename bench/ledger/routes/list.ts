import type { db, RouteHandler } from '@compliance-os/core';
import { firstPage, type EntryPage } from '../entries.ts';

const TEXT = firstPage('ledger.entry');

const handler: RouteHandler<{ reply: typeof EntryPage; deps: { db: typeof db } }> = async ({
  ctx,
  deps,
}) => ({
  items: await deps.db.read(ctx).rows(TEXT, [ctx.tenant]),
});

export default handler;

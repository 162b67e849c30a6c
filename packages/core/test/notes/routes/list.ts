import type { z } from 'zod';
import type { db, RouteHandler } from '../../../src/index.ts';
import type { Note } from '../plugin.ts';

const handler: RouteHandler<{ reply: z.ZodArray<typeof Note>; deps: { db: typeof db } }> = async ({
  ctx,
  deps,
}) =>
  deps.db.read(ctx).rows('select id, text from notes.note where tenant_id = $1 order by id', [ctx.tenant]);

export default handler;

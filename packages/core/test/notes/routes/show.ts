import { notFound, type db, type idParams, type RouteHandler } from '../../../src/index.ts';
import type { z } from 'zod';
import type { Note } from '../plugin.ts';

const handler: RouteHandler<{
  params: typeof idParams;
  reply: typeof Note;
  deps: { db: typeof db };
}> = async ({ ctx, params, deps }) => {
  const note = await deps.db
    .read(ctx)
    .first<z.infer<typeof Note>>('select id, text from notes.note where tenant_id = $1 and id = $2', [
      ctx.tenant,
      params.id,
    ]);
  if (!note) throw notFound('note');
  return note;
};

export default handler;

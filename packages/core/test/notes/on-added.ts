import type { db, EventHandler } from '../../src/index.ts';

const handler: EventHandler<{ id: string }, { db: typeof db }> = async ({ ctx, event, deps }) => {
  await deps.db.tenant(ctx, (tx) =>
    tx.run('update notes.note set seen = seen + $3 where tenant_id = $1 and id = $2', [
      ctx.tenant,
      event.payload.id,
      event.sequence,
    ]),
  );
};

export default handler;

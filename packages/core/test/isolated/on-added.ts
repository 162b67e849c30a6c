import type { db, EventHandler } from '../../src/index.ts';

const handler: EventHandler<{ id: string }, { db: typeof db }> = async ({ ctx, event, deps }) => {
  await deps.db.tenant(ctx, (tx) =>
    tx.run('update licences.licence set heard = true where tenant_id = $1 and id = $2', [
      ctx.tenant,
      event.payload.id,
    ]),
  );
};

export default handler;

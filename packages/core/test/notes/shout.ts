import type { db, JobHandler } from '../../src/index.ts';
import type { Shout } from './plugin.ts';

const handler: JobHandler<{ payload: typeof Shout; deps: { db: typeof db } }> = async ({
  payload,
  deps,
  finish,
}) => {
  await finish(async (ctx) => {
    await deps.db.tenant(ctx, (tx) =>
      tx.run('update notes.note set text = upper(text) where tenant_id = $1 and id = $2', [
        ctx.tenant,
        payload.id,
      ]),
    );
  });
};

export default handler;

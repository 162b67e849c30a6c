import type { db, JobHandler } from '../../src/index.ts';
import type { Remind } from './contract.ts';

const handler: JobHandler<{ payload: typeof Remind; deps: { db: typeof db } }> = async ({
  payload,
  deps,
  finish,
}) => {
  await finish(async (ctx) => {
    await deps.db.tenant(ctx, (tx) =>
      tx.run('update licences.licence set reminded = $3 where tenant_id = $1 and id = $2', [
        ctx.tenant,
        payload.id,
        payload.in === 3,
      ]),
    );
  });
};

export default handler;

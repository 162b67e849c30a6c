import type { db, JobHandler } from '@compliance-os/core';

/** Every morning, for each tenant that has the plugin on: what was to be remembered by today is due. */
const handler: JobHandler<{ deps: { db: typeof db } }> = async ({ deps, finish }) => {
  // In the transaction that marks the job done: of two runs only one counts.
  await finish((ctx) =>
    deps.db.tenant(ctx, async (tx) => {
      await tx.run(
        `update __schema__.reminder set state = 'due'
          where tenant_id = $1 and state = 'waiting' and due_on <= $2`,
        [ctx.tenant, ctx.today],
      );
    }),
  );
};

export default handler;

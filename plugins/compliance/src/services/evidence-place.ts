import type { db, SubjectHandler } from '@compliance-os/core';

/** A file of an obligation is seen where the obligation is. */
const handler: SubjectHandler<{ db: typeof db }> = async ({ ctx, id, deps }) => {
  const row = await deps.db
    .read(ctx)
    .first<{ entityId: string; family: string }>(
      'select entity_id as "entityId", family from compliance.instance where tenant_id = $1 and id = $2',
      [ctx.tenant, id],
    );
  return row && { entityId: row.entityId, dimensions: { family: row.family } };
};

export default handler;

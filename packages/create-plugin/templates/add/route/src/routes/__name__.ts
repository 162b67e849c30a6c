import type { entities, RouteHandler } from '@compliance-os/core';
import type { __Type__Reply } from '../api/__name__.ts';

/** The entities that the caller works for: say here what there is of each. */
const handler: RouteHandler<{
  reply: typeof __Type__Reply;
  deps: { entities: typeof entities };
}> = async ({ ctx, deps }) => {
  const all = await deps.entities.list(ctx);
  return {
    items: all
      .filter(({ id }) => ctx.access.covers('__id__.__name__.read', id))
      .map(({ id, name }) => ({ entityId: id, name })),
  };
};

export default handler;

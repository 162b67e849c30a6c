import type { RouteHandler } from '../../../src/index.ts';
import type { list } from '../contract.ts';

const handler: RouteHandler<typeof list> = async ({ ctx, query, deps }) => {
  const { db } = deps;
  return db
    .read(ctx)
    .rows(
      db
        .build('licences.licence')
        .select('id', 'number', 'due')
        .where({ tenant_id: ctx.tenant })
        .orderBy('number')
        .limit(query.limit),
    );
};

export default handler;

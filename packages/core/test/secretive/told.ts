import type { RouteHandler } from '../../src/index.ts';
import type { named } from './plugin.ts';

const handler: RouteHandler<typeof named> = async ({ ctx, query, deps }) => {
  const value = await deps.secrets.get(ctx, query.name);
  return { length: value?.length ?? null, first: value?.[0] ?? null };
};

export default handler;

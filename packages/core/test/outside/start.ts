import type { RouteHandler } from '../../src/index.ts';
import type { start } from './plugin.ts';

const handler: RouteHandler<typeof start> = async ({ ctx, body, deps }) => {
  for (let i = 0; i < body.many; i++) await deps.jobs.enqueue(ctx, { name: 'caller.work' });
  return undefined;
};

export default handler;

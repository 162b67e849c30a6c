import type { z } from 'zod';
import type { RouteHandler } from '../../plugin/route.ts';
import type { portal } from '../portal.ts';

const handler: RouteHandler<{
  reply: z.ZodObject<{ openapi: z.ZodString }, z.core.$loose>;
  deps: { portal: typeof portal };
}> = async ({ ctx, deps }) => (await deps.portal.openApi(ctx)) as { openapi: string };

export default handler;

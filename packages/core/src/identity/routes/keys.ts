import type { RouteHandler } from '../../plugin/route.ts';
import type { keys } from '../route-shapes.ts';

const handler: RouteHandler<typeof keys> = async ({ deps }) => ({ keys: [...(await deps.keys.published())] });

export default handler;

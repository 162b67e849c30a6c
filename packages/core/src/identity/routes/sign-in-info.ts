import type { RouteHandler } from '../../plugin/route.ts';
import type { signInInfo } from '../route-shapes.ts';

const handler: RouteHandler<typeof signInInfo> = async ({ deps }) => ({
  mode: deps.demoInfo.mode,
  demo: [...deps.demoInfo.demo],
});

export default handler;

import type { RouteHandler } from '../../plugin/route.ts';
import type { listDimensions } from '../route-shapes.ts';
import { whole } from '../schemas.ts';

const handler: RouteHandler<typeof listDimensions> = async ({ ctx, deps }) =>
  whole(
    deps.catalogue.dimensions(await deps.pluginsOn.onFor(ctx.tenant)).map(({ name, label, values }) => ({
      id: name,
      name,
      label,
      values: values ? [...values] : null,
    })),
  );

export default handler;

import type { RouteHandler } from '@compliance-os/core';
import type { listPersons as shape } from '../api/route-shapes.ts';
import { listPersons } from '../store/persons.ts';

const handler: RouteHandler<typeof shape> = ({ ctx, query, deps }) =>
  listPersons(deps.db.read(ctx), ctx, query);

export default handler;

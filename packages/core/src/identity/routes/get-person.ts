import { readyMadeRoleNames } from '../../access/built-in-roles.ts';
import { notFound } from '../../http/problem.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import { findPerson, personItem } from '../people-rows.ts';
import type { getPerson } from '../people-shapes.ts';

const handler: RouteHandler<typeof getPerson> = async ({ ctx, params, deps }) => {
  const row = await findPerson(deps.db.read(ctx), ctx.tenant, params.id);
  if (!row) throw notFound('person');
  return personItem(row, readyMadeRoleNames(deps.catalogue), ctx.today);
};

export default handler;

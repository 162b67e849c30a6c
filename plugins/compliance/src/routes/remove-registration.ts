import { notFound, Refusal, type RouteHandler } from '@compliance-os/core';
import type { removeRegistration as shape } from '../api/route-shapes.ts';
import { deleteRegistration, findRegistration } from '../store/registrations.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, params, deps }) => {
  await deps.db.tenant(ctx, async (tx) => {
    const found = await findRegistration(tx, ctx, 'compliance.registration.delete', params.id);
    if (!found) throw notFound('registration');
    if (!(await deleteRegistration(tx, ctx.tenant, params.id)))
      throw new Refusal(
        'IN_USE',
        `Obligations hang on ${found.number}: set the day on which it ended instead.`,
      );
  });
  return undefined;
};

export default handler;

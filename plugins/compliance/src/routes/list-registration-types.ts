import type { RouteHandler } from '@compliance-os/core';
import type { listRegistrationTypes as shape } from '../api/route-shapes.ts';
import { registrationTypesPoint } from '../api/points.ts';

const handler: RouteHandler<typeof shape> = async ({ ctx, deps }) => ({
  items: (await deps.contributions.of(ctx, registrationTypesPoint)).map(({ value }) => ({
    type: value.type,
    label: value.label,
    family: value.family,
  })),
});

export default handler;

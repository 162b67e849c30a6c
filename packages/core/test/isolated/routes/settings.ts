import { newId, type RouteHandler } from '../../../src/index.ts';
import type { settings } from '../contract.ts';

const handler: RouteHandler<typeof settings> = async ({ ctx, deps }) => {
  const { days } = await deps.tenantConfig.get<{ days: number }>(ctx);
  const subject = { type: 'licence', id: newId(), entityId: newId() };
  return {
    days,
    secret: (await deps.secrets.get(ctx, 'register')) !== undefined,
    evidence: (await deps.evidence.of(ctx, subject)).length,
  };
};

export default handler;

import type { RouteHandler } from '../../plugin/route.ts';
import type { db } from '../../plugin/services.ts';
import type { AuditPage, AuditQuery } from '../contract.ts';
import { listAudit } from '../records.ts';

const handler: RouteHandler<{
  query: typeof AuditQuery;
  reply: typeof AuditPage;
  deps: { db: typeof db };
}> = async ({ ctx, query, deps }) =>
  listAudit(deps.db.read(ctx), ctx.tenant, ctx.access.reach('core.audit.read'), query);

export default handler;

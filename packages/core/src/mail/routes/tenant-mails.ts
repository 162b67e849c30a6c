import type { RouteHandler } from '../../plugin/route.ts';
import { listMails } from '../list-mails.ts';
import type { tenantMails } from '../route-shapes.ts';

const handler: RouteHandler<typeof tenantMails> = ({ ctx, query, deps }) =>
  listMails(deps.db.read(ctx), { scope: 'o.tenant_id = $1', values: [ctx.tenant] }, query, deps.info.mode);

export default handler;

import type { RouteHandler } from '../../plugin/route.ts';
import { listMails } from '../list-mails.ts';
import type { operatorMails } from '../route-shapes.ts';

/** Mails that no tenant can look after: of people as such, and of a tenant where nobody is in yet. */
const OF_NO_TENANT = `(o.tenant_id is null or not exists (select 1 from core.membership m where m.tenant_id = o.tenant_id))`;

const handler: RouteHandler<typeof operatorMails> = ({ query, deps }) =>
  listMails(deps.db.read('operator: mail'), { scope: OF_NO_TENANT, values: [] }, query, deps.info.mode);

export default handler;

import { decodeCursor, encodeCursor } from '../../http/list.ts';
import type { RouteHandler } from '../../plugin/route.ts';
import type { db } from '../../plugin/services.ts';
import type { demoInfo } from '../../identity/bindings.ts';
import type { MailItem, MailPage, MailQuery } from '../mail-schemas.ts';
import type { z } from 'zod';

/** An embedded portal sends no mail: who invited somebody hands the link over. Elsewhere such links are the recipient's alone. */
const handler: RouteHandler<{
  query: typeof MailQuery;
  reply: typeof MailPage;
  deps: { db: typeof db; info: typeof demoInfo };
}> = async ({ ctx, query, deps }) => {
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor)[1];
  const rows = await deps.db
    .read(ctx)
    .rows<Omit<z.infer<typeof MailItem>, 'createdAt'> & { createdAt: Date }>(
      `select id, recipient, subject, body, state, created_at as "createdAt" from core.mail_outbox
     where (not secret or $4) and tenant_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [ctx.tenant, after ?? null, query.limit + 1, deps.info.mode === 'embedded'],
    );
  const items = rows.slice(0, query.limit).map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  const hasNext = rows.length > query.limit;
  const last = items.at(-1);
  return { items, pageInfo: { hasNext, nextCursor: hasNext && last ? encodeCursor(null, last.id) : null } };
};

export default handler;

import type { z } from 'zod';
import type { Queries } from '../db/db.ts';
import { decodeCursor, encodeCursor } from '../http/list.ts';
import type { MailItem, MailPage, MailQuery } from './schemas.ts';

type Row = Omit<z.infer<typeof MailItem>, 'createdAt'> & { createdAt: Date };

/**
 * Mails `o`, newest first. An embedded portal sends none: who invited somebody hands the link over. Elsewhere the text of
 * such a mail is the recipient's alone.
 * @param scope condition on `o`, whose parameters are `values`
 */
export const listMails = async (
  queries: Queries,
  { scope, values }: { readonly scope: string; readonly values: readonly unknown[] },
  query: z.output<typeof MailQuery>,
  mode: string,
): Promise<z.infer<typeof MailPage>> => {
  const bound = [...values];
  const bind = (value: unknown): string => `$${bound.push(value)}`;
  const where = [scope];
  if (query.state !== undefined) where.push(`o.state = ${bind(query.state)}`);
  if (query.cursor !== undefined) where.push(`o.id < ${bind(decodeCursor(query.cursor)[1])}`);
  const rows = await queries.rows<Row>(
    `select o.id, o.recipient, o.subject, case when o.secret and not ${bind(mode === 'embedded')} then null else o.body end as body,
       o.state, o.attempts, o.last_error as "lastError", o.created_at as "createdAt"
     from core.mail_outbox o where ${where.join(' and ')} order by o.id desc limit ${bind(query.limit + 1)}`,
    bound,
  );
  const items = rows.slice(0, query.limit).map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  const hasNext = rows.length > query.limit;
  const last = items.at(-1);
  return { items, pageInfo: { hasNext, nextCursor: hasNext && last ? encodeCursor(null, last.id) : null } };
};

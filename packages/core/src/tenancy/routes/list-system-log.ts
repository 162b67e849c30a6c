import type { RouteHandler } from '../../plugin/route.ts';
import { keyset, pageFrom } from '../keyset.ts';
import type { listSystemLog } from '../route-shapes.ts';

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly act: string;
  readonly detail: Record<string, unknown>;
  readonly address: string | null;
  readonly sort_value: string;
}

const SORTS = { seq: { sql: 'l.seq', type: 'bigint' } } as const;

const handler: RouteHandler<typeof listSystemLog> = async ({ query, deps }) => {
  const values: unknown[] = [query.act ?? null, query.from ?? null, query.to ?? null];
  const where = `($1::text is null or l.act = $1) and ($2::timestamptz is null or l.at >= $2)
    and ($3::timestamptz is null or l.at < $3)`;
  const page = keyset(query, SORTS, 'l.id', values);
  const rows = await deps.db.read('operator: log').rows<Row>(
    `select l.id, l.at, l.actor, l.act, l.detail, l.address, ${page.sortValue} from core.system_log l
       where ${where} and ${page.where} ${page.tail}`,
    values,
  );
  return pageFrom(rows, query.limit, ({ id, at, actor, act, detail, address }) => ({
    id,
    at: at.toISOString(),
    actor: { kind: actor.kind, id: actor.id, name: actor.name },
    act,
    detail,
    address,
  }));
};

export default handler;

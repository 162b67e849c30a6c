import type { Reach } from '../access/access.ts';
import { dimensionsIn, reachSql } from '../access/reach-sql.ts';
import type { Queries } from '../db/db.ts';
import { decodeCursor, encodeCursor, rowsForPage, type Page } from '../http/list.ts';
import type { AuditQuery, AuditRecord } from './contract.ts';

interface Row {
  readonly id: string;
  readonly seq: string;
  readonly at: Date;
  readonly actor: string;
  readonly act: string;
  readonly kind: 'row' | 'batch' | 'act';
  readonly relation: string | null;
  readonly verb: 'insert' | 'update' | 'delete' | null;
  readonly row_id: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly member_count: number | null;
  readonly merkle_root: Buffer | null;
  readonly detail: string | null;
  readonly secret_changed: boolean;
}

const toRecord = (row: Row): AuditRecord => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: JSON.parse(row.actor) as AuditRecord['actor'],
  act: JSON.parse(row.act) as AuditRecord['act'],
  relation: row.relation,
  verb: row.kind === 'row' ? (row.verb ?? 'act') : row.kind,
  rowId: row.row_id,
  before: row.before === null ? null : (JSON.parse(row.before) as AuditRecord['before']),
  after: row.after === null ? null : (JSON.parse(row.after) as AuditRecord['after']),
  secretChanged: row.secret_changed,
  memberCount: row.member_count,
  merkleRoot: row.merkle_root?.toString('hex') ?? null,
  detail: row.detail === null ? null : (JSON.parse(row.detail) as AuditRecord['detail']),
});

const IMAGE = `coalesce(after, before)::jsonb`;

/** The entity that a record tells of, where its image names one. */
const ENTITY = `case when relation = 'core.entity' then row_id else (${IMAGE} ->> 'entity_id')::uuid end`;

/** Dimension values: columns of the image; evidence keeps those of its subject in one. */
const DIMENSIONS = `(case when relation = 'core.evidence' then (${IMAGE} ->> 'dimensions')::jsonb else ${IMAGE} end)`;

/** More than these are not counted: a log grows without end. */
const COUNTED = 10_000;

/**
 * Newest first, unless asked otherwise. A reach that is limited sees the records whose image says that they lie within:
 * acts without a row and bulk inserts say nothing.
 */
export const listAudit = async (
  db: Queries,
  tenant: string,
  reach: Reach,
  query: AuditQuery,
): Promise<Page<AuditRecord>> => {
  const values: unknown[] = [tenant];
  const columns = { ...dimensionsIn(reach, DIMENSIONS), entity: `(${ENTITY})` };
  const where = ['tenant_id = $1', reachSql(reach, columns, values)];
  const match = (condition: (place: string) => string, value: unknown): void => {
    if (value !== undefined) where.push(condition(`$${values.push(value)}`));
  };
  match((place) => `relation = ${place}`, query.relation);
  match((place) => `row_id = ${place}`, query.rowId);
  match((place) => `actor::jsonb ->> 'id' = ${place}`, query.actorId);
  match((place) => `act::jsonb ->> 'id' = ${place}`, query.actId);
  if (query.act?.endsWith('*'))
    match((place) => `starts_with(act::jsonb ->> 'name', ${place})`, query.act.slice(0, -1));
  else match((place) => `act::jsonb ->> 'name' = ${place}`, query.act);
  match((place) => `at >= (${place}::date::timestamp at time zone 'Asia/Kolkata')`, query.from);
  match((place) => `at < ((${place}::date + 1)::timestamp at time zone 'Asia/Kolkata')`, query.to);
  const total = query.total ? await countUpTo(db, where, values) : undefined;
  const [order, beyond] = query.sort === 'at' ? ['asc', '>'] : ['desc', '<'];
  const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  match((place) => `seq ${beyond} ${place}`, cursor?.[0]);
  const rows = await db.rows<Row>(
    `select id, seq, at, actor, act, kind, relation, verb, row_id, before, after, member_count, merkle_root, detail, secret_changed
     from core.audit_outbox where ${where.join(' and ')} order by seq ${order} limit ${rowsForPage(query.limit)}`,
    values,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const hasNext = rows.length > query.limit;
  return {
    items: page.map(toRecord),
    pageInfo: { hasNext, nextCursor: hasNext && last ? encodeCursor(last.seq, last.id) : null },
    ...(total === undefined ? {} : { total }),
  };
};

const countUpTo = async (
  db: Queries,
  where: readonly string[],
  values: readonly unknown[],
): Promise<number | undefined> => {
  const counted = await db.first<{ n: string }>(
    `select count(*) as n from (
       select from core.audit_outbox where ${where.join(' and ')} limit ${COUNTED + 1}) records`,
    values,
  );
  const n = Number(counted?.n);
  return n > COUNTED ? undefined : n;
};

import type { Context } from '../context/context.ts';
import type { Queries } from '../db/db.ts';
import { dimensionsIn, reachSql } from '../access/reach-sql.ts';
import { decodeCursor, encodeCursor, rowsForPage, type Page } from '../http/list.ts';
import type { EvidenceSubject } from '../plugin/services.ts';
import type { EvidenceItem, EvidenceQuery } from './contract.ts';

/** A row as the database gives it. */
export interface EvidenceRow {
  readonly id: string;
  readonly document_id: string;
  readonly version: number;
  readonly parent_id: string | null;
  readonly entity_id: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly kind: string;
  readonly label: string;
  readonly period: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly file_name: string;
  readonly content_type: string;
  readonly bytes: string;
  readonly sha256: string;
  readonly store_key: string;
  readonly store_version: string | null;
  readonly status: EvidenceItem['status'];
  readonly warnings: string[];
  readonly uploaded_by: string;
  readonly uploaded_by_name: string;
  /** who uploaded, for whom, whose key: none of them approves */
  readonly uploader_hands: readonly string[];
  readonly uploaded_at: Date;
  readonly approved_by: string | null;
  readonly approved_by_name: string | null;
  readonly approved_at: Date | null;
  readonly retain_until: string | null;
  readonly legal_hold: boolean;
  readonly also_at?: EvidenceItem['alsoAt'] | null;
}

export const toItem = (row: EvidenceRow): EvidenceItem => ({
  id: row.id,
  documentId: row.document_id,
  version: row.version,
  parentId: row.parent_id,
  entityId: row.entity_id,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  kind: row.kind,
  label: row.label,
  period: row.period,
  fileName: row.file_name,
  contentType: row.content_type,
  bytes: Number(row.bytes),
  sha256: row.sha256,
  status: row.status,
  warnings: row.warnings,
  uploadedBy: { id: row.uploaded_by, name: row.uploaded_by_name },
  uploadedAt: row.uploaded_at.toISOString(),
  approvedBy: row.approved_by === null ? null : { id: row.approved_by, name: row.approved_by_name ?? '' },
  approvedAt: row.approved_at?.toISOString() ?? null,
  retainUntil: row.retain_until,
  legalHold: row.legal_hold,
  alsoAt: row.also_at ?? [],
});

/** The rows of an alias that the caller may see. @param values parameters of the query; what is named is appended */
const seen = (ctx: Context, alias: string, values: unknown[]): string => {
  const reach = ctx.access.reach('core.evidence.read');
  const columns = { ...dimensionsIn(reach, `${alias}.dimensions`), entity: `${alias}.entity_id` };
  return reachSql(reach, columns, values);
};

/** Other subjects within the caller's reach that carry the same bytes. */
const alsoAt = (ctx: Context, values: unknown[]): string => `
  (select jsonb_agg(distinct jsonb_build_object('subjectType', o.subject_type, 'subjectId', o.subject_id, 'period', o.period))
   from core.evidence o where o.tenant_id = e.tenant_id and o.sha256 = e.sha256 and o.subject_id <> e.subject_id
     and ${seen(ctx, 'o', values)}) as also_at`;

const SORTS = {
  uploadedAt: `to_char(e.uploaded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`,
  fileName: 'e.file_name',
} as const;

export const listEvidence = async (
  db: Queries,
  ctx: Context,
  query: EvidenceQuery,
): Promise<Page<EvidenceItem>> => {
  const values: unknown[] = [ctx.tenant];
  const where = ['e.tenant_id = $1', seen(ctx, 'e', values)];
  const match = (column: string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    where.push(`${column} = $${values.length}`);
  };
  match('e.entity_id', query.entityId);
  match('e.subject_type', query.subjectType);
  match('e.subject_id', query.subjectId);
  match('e.status', query.status);
  match('e.kind', query.kind);
  if (query.q) {
    values.push(`%${query.q.replace(/[\\%_]/g, '\\$&')}%`);
    where.push(`(e.file_name ilike $${values.length} or e.label ilike $${values.length})`);
  }
  if (!query.versions) {
    where.push(
      'not exists (select 1 from core.evidence n where n.tenant_id = e.tenant_id and n.document_id = e.document_id and n.version > e.version)',
    );
  }
  const filter = where.join(' and ');
  const total = query.total
    ? Number(
        (
          await db.first<{ n: string }>(`select count(*) as n from core.evidence e where ${filter}`, [
            ...values,
          ])
        )?.n ?? 0,
      )
    : undefined;

  const descending = query.sort.startsWith('-');
  const sort = SORTS[query.sort.replace('-', '') as keyof typeof SORTS];
  const cursor = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const after = cursor
    ? ` and (${sort}, e.id) ${descending ? '<' : '>'} ($${values.push(cursor[0])}, $${values.push(cursor[1])})`
    : '';
  const direction = descending ? 'desc' : 'asc';
  const rows = await db.rows<EvidenceRow & { sort_value: string }>(
    `select e.*, ${sort} as sort_value, ${alsoAt(ctx, values)} from core.evidence e
     where ${filter}${after} order by ${sort} ${direction}, e.id ${direction} limit ${rowsForPage(query.limit)}`,
    values,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const hasNext = rows.length > query.limit;
  return {
    items: page.map(toItem),
    pageInfo: { hasNext, nextCursor: hasNext && last ? encodeCursor(last.sort_value, last.id) : null },
    ...(total === undefined ? {} : { total }),
  };
};

export const findEvidence = async (
  db: Queries,
  ctx: Context,
  id: string,
): Promise<EvidenceRow | undefined> => {
  const values: unknown[] = [ctx.tenant, id];
  const also = alsoAt(ctx, values);
  return db.first<EvidenceRow>(
    `select e.*, ${also} from core.evidence e where e.tenant_id = $1 and e.id = $2`,
    values,
  );
};

/** The newest version of each document of a subject. */
export const newestOf = async (
  db: Queries,
  tenant: string,
  subject: EvidenceSubject,
): Promise<readonly EvidenceRow[]> =>
  db.rows<EvidenceRow>(
    `select distinct on (document_id) * from core.evidence
     where tenant_id = $1 and subject_type = $2 and subject_id = $3 and entity_id = $4
     order by document_id, version desc`,
    [tenant, subject.type, subject.id, subject.entityId],
  );

/** Those of the subjects that have evidence. */
export const subjectsAmong = async (
  db: Queries,
  tenant: string,
  subjectType: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await db.rows<{ id: string }>(
    `select distinct subject_id as id from core.evidence
     where tenant_id = $1 and subject_type = $2 and subject_id = any($3::uuid[])`,
    [tenant, subjectType, ids],
  );
  return new Set(rows.map(({ id }) => id));
};

export const evidenceByIds = async (
  db: Queries,
  tenant: string,
  ids: readonly string[],
): Promise<readonly EvidenceRow[]> =>
  db.rows<EvidenceRow>(
    'select * from core.evidence where tenant_id = $1 and id = any($2::uuid[]) order by id',
    [tenant, ids],
  );

export const insertEvidence = async (
  db: Queries,
  tenant: string,
  row: Omit<EvidenceRow, 'also_at' | 'bytes' | 'uploader_hands'> & { bytes: number },
): Promise<void> => {
  await db.run(
    `insert into core.evidence (tenant_id, id, document_id, version, parent_id, entity_id, subject_type, subject_id, kind, label, period,
       dimensions, file_name, content_type, bytes, sha256, store_key, store_version, status, warnings, uploaded_by, uploaded_by_name, uploaded_at)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23)`,
    [
      tenant,
      row.id,
      row.document_id,
      row.version,
      row.parent_id,
      row.entity_id,
      row.subject_type,
      row.subject_id,
      row.kind,
      row.label,
      row.period,
      JSON.stringify(row.dimensions),
      row.file_name,
      row.content_type,
      row.bytes,
      row.sha256,
      row.store_key,
      row.store_version,
      row.status,
      JSON.stringify(row.warnings),
      row.uploaded_by,
      row.uploaded_by_name,
      row.uploaded_at,
    ],
  );
};

export interface Approval {
  readonly retainUntil: string;
  /** why those who uploaded may approve, where the tenant lets them; it stands with the files that they uploaded */
  readonly selfApprovalReason: string | undefined;
}

/** The database compares the hands of both once more. */
export const markApproved = async (
  db: Queries,
  ctx: Context,
  ids: readonly string[],
  { retainUntil, selfApprovalReason }: Approval,
): Promise<void> => {
  await db.run(
    `update core.evidence set status = 'approved', approved_by = $3, approved_by_name = $4, approved_at = $5, retain_until = $6,
       self_approval_reason = case when core.hands_of_statement() && (uploader_hands || uploaded_by) then $7 end
     where tenant_id = $1 and id = any($2::uuid[]) and status = 'stored'`,
    [ctx.tenant, ids, ctx.actor.id, ctx.actor.name, ctx.now, retainUntil, selfApprovalReason ?? null],
  );
};

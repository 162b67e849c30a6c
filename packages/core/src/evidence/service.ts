import type { Context } from '../context/context.ts';
import type { Db } from '../db/db.ts';
import { newId } from '../db/id.ts';
import { notFound, Refusal } from '../http/problem.ts';
import type { Evidence, EvidenceFile, EvidenceSubject, Events, Jobs } from '../plugin/services.ts';
import type { EvidenceItem, EvidenceSettings, Scanning, UploadFields } from './contract.ts';
import { evidenceApproved, evidenceUploaded } from './events.ts';
import type { StagedFile } from './intake/index.ts';
import { retainUntil } from './retain-until.ts';
import {
  evidenceByIds,
  findEvidence,
  insertEvidence,
  markApproved,
  newestOf,
  subjectsAmong,
  toItem,
  type EvidenceRow,
} from './rows.ts';
import { evidenceKey, type EvidenceStore, EvidenceExists, type StoredObject } from './store/index.ts';

interface Parts {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly store: EvidenceStore;
  readonly settings: EvidenceSettings;
  readonly scanning: Scanning;
}

/** The fields of an upload, with where its subject stands. */
export type PlacedFields = UploadFields & Pick<EvidenceRow, 'dimensions'>;

/** Name of the job that makes the store refuse deletion of what was approved. */
export const LOCK_JOB = 'core.lock-evidence';
/** Name of the job that looks again at what the scanner could not be asked about. */
export const SCAN_JOB = 'core.scan-evidence';

/** Versions of one document that may have been taken at the same moment. */
const TAKEN_AT_MOST = 20;

const fileOf = (row: EvidenceRow): EvidenceFile => ({
  id: row.id,
  entityId: row.entity_id,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  kind: row.kind,
  label: row.label,
  period: row.period,
  fileName: row.file_name,
  version: row.version,
  sha256: row.sha256,
  status: row.status,
  uploadedBy: row.uploaded_by,
});

/** Evidence rows and their bytes. The bytes come first: a row never points at what is not there. */
export class EvidenceService implements Evidence {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async of(ctx: Context, subject: EvidenceSubject): Promise<readonly EvidenceFile[]> {
    return (await newestOf(this.#parts.db.read(ctx), ctx.tenant, subject)).map(fileOf);
  }

  async among(ctx: Context, subjectType: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return subjectsAmong(this.#parts.db.read(ctx), ctx.tenant, subjectType, ids);
  }

  /** Stores a first version. */
  async add(ctx: Context, fields: PlacedFields, file: StagedFile): Promise<EvidenceItem> {
    return this.#store(ctx, fields, file, undefined);
  }

  /** Stores new content as the next version of a document. @throws Refusal `NOT_FOUND` */
  async addVersion(ctx: Context, of: EvidenceRow, file: StagedFile): Promise<EvidenceItem> {
    const fields = {
      entityId: of.entity_id,
      subjectType: of.subject_type,
      subjectId: of.subject_id,
      kind: of.kind,
      label: of.label,
      dimensions: of.dimensions,
      ...(of.period === null ? {} : { period: of.period }),
    };
    return this.#store(ctx, fields, file, of);
  }

  async #store(
    ctx: Context,
    fields: PlacedFields,
    file: StagedFile,
    parent: EvidenceRow | undefined,
  ): Promise<EvidenceItem> {
    const { db, events, jobs } = this.#parts;
    const status = await this.#scanned(file);
    const id = newId();
    const documentId = parent?.document_id ?? id;
    const next = parent ? await this.#nextVersion(ctx, documentId) : 1;
    const { version, stored } = await this.#put(ctx, fields, file, documentId, next);
    const row = {
      id,
      document_id: documentId,
      version,
      parent_id: parent?.id ?? null,
      entity_id: fields.entityId,
      subject_type: fields.subjectType,
      subject_id: fields.subjectId,
      kind: fields.kind,
      label: fields.label,
      period: fields.period ?? null,
      dimensions: fields.dimensions,
      file_name: file.fileName,
      content_type: file.type.mime,
      bytes: stored.bytes,
      sha256: stored.sha256,
      store_key: stored.key,
      store_version: stored.versionId ?? null,
      status,
      warnings: file.warnings.map(String),
      uploaded_by: ctx.actor.id,
      uploaded_by_name: ctx.actor.name,
      uploaded_at: ctx.now,
      approved_by: null,
      approved_by_name: null,
      approved_at: null,
      retain_until: null,
      legal_hold: false,
    };
    await db.tenant(ctx, async (tx) => {
      await insertEvidence(tx, ctx.tenant, row);
      if (status === 'quarantined') await jobs.enqueue(ctx, { name: SCAN_JOB }, { evidenceId: id });
      await events.emit(ctx, evidenceUploaded, `evidence:${documentId}`, subjectOf(id, fields));
    });
    return toItem({ ...row, bytes: String(row.bytes), uploader_hands: handsOf(ctx) });
  }

  /**
   * Puts the bytes under the first version from `next` on whose key is free: another upload of the same moment may
   * have taken one, or one that was killed before its row was written.
   */
  async #put(
    ctx: Context,
    { entityId, subjectId }: UploadFields,
    file: StagedFile,
    documentId: string,
    next: number,
  ): Promise<{ readonly version: number; readonly stored: StoredObject }> {
    const { mime, ext } = file.type;
    for (let version = next; ; version++) {
      const place = { tenant: ctx.tenant, entity: entityId, subject: subjectId, evidence: documentId };
      const key = evidenceKey({ ...place, version, ext });
      try {
        const meta = { contentType: mime, fileName: file.fileName };
        return { version, stored: await this.#parts.store.put(key, file, meta) };
      } catch (error) {
        if (!(error instanceof EvidenceExists) || version - next >= TAKEN_AT_MOST) throw error;
      }
    }
  }

  /** A scanner that does not answer keeps the file in quarantine: it is never passed over. */
  async #scanned(file: StagedFile): Promise<'stored' | 'quarantined'> {
    const { scanner } = this.#parts.scanning;
    if (!scanner) return 'stored';
    const verdict = await scanner.scan(file);
    if (verdict.status === 'infected') {
      throw new Refusal(
        'EVIDENCE_INFECTED',
        `"${file.fileName}" carries ${verdict.signature} and was not kept.`,
      );
    }
    return verdict.status === 'clean' ? 'stored' : 'quarantined';
  }

  async #nextVersion(ctx: Context, documentId: string): Promise<number> {
    const row = await this.#parts.db
      .read(ctx)
      .first<{ next: number }>(
        'select max(version) + 1 as next from core.evidence where tenant_id = $1 and document_id = $2',
        [ctx.tenant, documentId],
      );
    return row?.next ?? 1;
  }

  async approve(
    ctx: Context,
    ids: readonly string[],
    options: { readonly selfApprovalReason?: string } = {},
  ): Promise<void> {
    const rows = await evidenceByIds(this.#parts.db.read(ctx), ctx.tenant, ids);
    if (rows.length !== new Set(ids).size) throw notFound('file');
    await this.#approve(ctx, rows, options.selfApprovalReason);
  }

  /** Approves one file. Who uploaded it does not approve it. @throws Refusal `NOT_FOUND`, `MAKER_IS_CHECKER` */
  async approveOne(ctx: Context, id: string): Promise<EvidenceItem> {
    const row = await findEvidence(this.#parts.db.read(ctx), ctx, id);
    if (!row) throw notFound('file');
    await this.#approve(ctx, [row], undefined);
    const approved = await findEvidence(this.#parts.db.read(ctx), ctx, id);
    if (!approved) throw notFound('file');
    return toItem(approved);
  }

  /** From here on the row cannot change; the store is told by a job, since it stands outside the transaction. */
  async #approve(
    ctx: Context,
    rows: readonly EvidenceRow[],
    selfApprovalReason: string | undefined,
  ): Promise<void> {
    const { db, jobs, events, settings } = this.#parts;
    const waiting = rows.find(({ status }) => status === 'quarantined');
    if (waiting)
      throw new Refusal(
        'EVIDENCE_QUARANTINED',
        `"${waiting.file_name}" has not passed the virus scanner yet.`,
      );
    const open = rows.filter(({ status }) => status === 'stored');
    if (open.length === 0) return;
    const hands = handsOf(ctx);
    const own = open.find((row) =>
      [row.uploaded_by, ...row.uploader_hands].some((hand) => hands.includes(hand)),
    );
    if (own && selfApprovalReason === undefined)
      throw new Refusal('MAKER_IS_CHECKER', `You uploaded "${own.file_name}": somebody else approves it.`);
    await db.tenant(ctx, async (tx) => {
      await markApproved(
        tx,
        ctx,
        open.map(({ id }) => id),
        { retainUntil: retainUntil(ctx.today, settings.retentionYears), selfApprovalReason },
      );
      for (const row of open) {
        await jobs.enqueue(ctx, { name: LOCK_JOB }, { evidenceId: row.id }, { dedupeKey: `lock|${row.id}` });
        const subject = subjectOf(row.id, {
          entityId: row.entity_id,
          subjectType: row.subject_type,
          subjectId: row.subject_id,
          kind: row.kind,
        });
        await events.emit(ctx, evidenceApproved, `evidence:${row.document_id}`, subject);
      }
    });
  }
}

/** The one who acts, the one they act for, the owner of the key they use: none of them checks what they made. */
const handsOf = ({ actor }: Context): readonly string[] => {
  if (actor.kind === 'user' && actor.onBehalfOf) return [actor.id, actor.onBehalfOf];
  return actor.kind === 'api-key' ? [actor.id, actor.owner] : [actor.id];
};

const subjectOf = (
  evidenceId: string,
  {
    entityId,
    subjectType,
    subjectId,
    kind,
  }: Pick<UploadFields, 'entityId' | 'subjectType' | 'subjectId' | 'kind'>,
) => ({
  evidenceId,
  entityId,
  subjectType,
  subjectId,
  kind,
});

import { z } from 'zod';
import { listQuery, pageOf } from '../http/list.ts';
import { hostToken } from '../container/token.ts';
import type { EvidenceScanner } from './intake/index.ts';
import type { EvidenceStore } from './store/index.ts';

export const EvidenceItem = z.object({
  id: z.uuid(),
  documentId: z.uuid(),
  version: z.int(),
  parentId: z.uuid().nullable(),
  entityId: z.uuid(),
  subjectType: z.string(),
  subjectId: z.uuid(),
  kind: z.string(),
  label: z.string(),
  period: z.string().nullable(),
  fileName: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  status: z.enum(['stored', 'approved', 'quarantined']),
  warnings: z.array(z.string()),
  uploadedBy: z.object({ id: z.string(), name: z.string() }),
  uploadedAt: z.iso.datetime(),
  approvedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  approvedAt: z.iso.datetime().nullable(),
  retainUntil: z.iso.date().nullable(),
  legalHold: z.boolean(),
  /** other subjects where the same bytes stand: a file used twice is worth a look */
  alsoAt: z.array(z.object({ subjectType: z.string(), subjectId: z.uuid(), period: z.string().nullable() })),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

export const EvidenceQuery = listQuery(['uploadedAt', 'fileName'], '-uploadedAt').extend({
  entityId: z.uuid().optional(),
  subjectType: z.string().max(60).optional(),
  subjectId: z.uuid().optional(),
  status: z.enum(['stored', 'approved', 'quarantined']).optional(),
  kind: z.string().max(60).optional(),
  q: z.string().max(100).optional(),
  /** every version instead of the newest of each document */
  versions: z.stringbool().default(false),
});
export type EvidenceQuery = z.infer<typeof EvidenceQuery>;

export const EvidencePage = pageOf(EvidenceItem);

/** The fields before the file in an upload. */
export const UploadFields = z.object({
  entityId: z.uuid(),
  subjectType: z.string().min(1).max(60),
  subjectId: z.uuid(),
  kind: z.string().min(1).max(60),
  label: z.string().max(200).default(''),
  period: z.string().max(40).optional(),
});
export type UploadFields = z.infer<typeof UploadFields>;

export const DownloadLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() });

export const EvidenceJobPayload = z.object({ evidenceId: z.uuid() });

export interface EvidenceSettings {
  readonly maxBytes: number;
  readonly stagingFolder: string;
  /** years of account after the one of approval */
  readonly retentionYears: number;
}

export const evidenceStore = hostToken<EvidenceStore>('core.evidence-store');
/** Looks at files before they are released; without one nothing is looked at, and nothing waits. */
export interface Scanning {
  readonly scanner: EvidenceScanner | undefined;
}
export const evidenceScanning = hostToken<Scanning>('core.evidence-scanning');
export const evidenceSettings = hostToken<EvidenceSettings>('core.evidence-settings');

/** Counts files received, by what became of them. */
export type UploadCount = (outcome: 'stored' | 'refused') => void;
export const uploadCount = hostToken<UploadCount>('core.upload-count');

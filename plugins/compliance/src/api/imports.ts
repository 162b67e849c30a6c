/**
 * Import is two calls with the same file: a preview that changes nothing, and a commit that carries the hash of the
 * file that was previewed. Nothing is kept between them, and a commit writes all of the file or none of it.
 */
import { rawBody } from '@compliance-os/core';
import { z } from 'zod';

export const ImportBody = rawBody(
  'multipart/form-data',
  'fields: file (CSV or XLSX, at most 5 MB); fileHash (commit only): the hash that the preview gave',
);

export const ImportError = z.object({
  sheet: z.string(),
  /** as the spreadsheet numbers it: the header is row 1 */
  row: z.int(),
  column: z.string(),
  message: z.string(),
  expected: z.string().optional(),
  received: z.string().optional(),
});
export type ImportError = z.input<typeof ImportError>;

export const ImportAction = z.enum(['create', 'update', 'skip']);

export const ImportPreview = z.object({
  /** SHA-256 of the bytes, hex */
  fileHash: z.string(),
  sheets: z.array(z.string()),
  rows: z.array(
    z.object({
      sheet: z.string(),
      row: z.int(),
      action: ImportAction,
      record: z.record(z.string(), z.unknown()),
    }),
  ),
  errors: z.array(ImportError),
  summary: z.object({ create: z.int(), update: z.int(), skip: z.int(), errors: z.int() }),
});
export type ImportPreview = z.input<typeof ImportPreview>;

export const ImportCommitted = z.object({
  fileHash: z.string(),
  summary: ImportPreview.shape.summary,
  entityIds: z.array(z.uuid()),
});

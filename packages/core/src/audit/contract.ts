import { z } from 'zod';
import { listQuery, pageOf } from '../http/list.ts';

const Image = z.record(z.string(), z.string().nullable());

export const AuditRecord = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string(), onBehalfOf: z.string().optional() }),
  act: z.object({
    id: z.string(),
    name: z.string(),
    plugin: z.string(),
    via: z.string(),
    address: z.string().optional(),
  }),
  /** `schema.table`; null for an act without a row */
  relation: z.string().nullable(),
  verb: z.enum(['insert', 'update', 'delete', 'batch', 'act']),
  rowId: z.uuid().nullable(),
  before: Image.nullable(),
  after: Image.nullable(),
  /** a value changed that stands in no image; the images may be equal */
  secretChanged: z.boolean(),
  /** rows that one bulk insert made */
  memberCount: z.int().nullable(),
  /** Merkle root of their images, in hexadecimal (RFC 6962) */
  merkleRoot: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
});
export type AuditRecord = z.infer<typeof AuditRecord>;

export const AuditQuery = listQuery(['at'], '-at').extend({
  relation: z.string().max(130).optional(),
  rowId: z.uuid().optional(),
  actorId: z.string().max(100).optional(),
  /** name of the act, or its beginning followed by `*` */
  act: z.string().max(130).optional(),
  actId: z.uuid().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditPage = pageOf(AuditRecord);

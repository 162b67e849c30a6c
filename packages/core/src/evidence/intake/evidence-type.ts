/** The types of file the portal knows, and how name and declaration speak of them. */
import { EvidenceTypeMismatch, EvidenceTypeNotAllowed } from './errors.ts';
import { extensionOf } from './file-name.ts';

export type EvidenceExtension =
  'pdf' | 'png' | 'jpg' | 'xlsx' | 'docx' | 'csv' | 'txt' | 'xml' | 'eml' | 'zip';

export interface EvidenceType {
  readonly mime: string;
  readonly ext: EvidenceExtension;
}

interface KnownType extends EvidenceType {
  /** Other extensions of the same type. */
  readonly extensions: readonly string[];
  /** Other types that browsers and mail programs declare for it. */
  readonly aliases: readonly string[];
}

const KNOWN: readonly KnownType[] = [
  { ext: 'pdf', mime: 'application/pdf', extensions: [], aliases: ['application/x-pdf'] },
  { ext: 'png', mime: 'image/png', extensions: [], aliases: ['image/x-png'] },
  { ext: 'jpg', mime: 'image/jpeg', extensions: ['jpeg'], aliases: ['image/jpg', 'image/pjpeg'] },
  {
    ext: 'xlsx',
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: [],
    aliases: [],
  },
  {
    ext: 'docx',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: [],
    aliases: [],
  },
  // Windows with Excel installed declares every CSV as application/vnd.ms-excel.
  {
    ext: 'csv',
    mime: 'text/csv',
    extensions: [],
    aliases: ['application/csv', 'text/plain', 'application/vnd.ms-excel'],
  },
  { ext: 'txt', mime: 'text/plain', extensions: [], aliases: [] },
  { ext: 'xml', mime: 'application/xml', extensions: [], aliases: ['text/xml'] },
  { ext: 'eml', mime: 'message/rfc822', extensions: [], aliases: ['text/plain'] },
  { ext: 'zip', mime: 'application/zip', extensions: [], aliases: ['application/x-zip-compressed'] },
];

/** Accepted unless a tenant says otherwise: everything but archives, whose members nobody sees in a review. */
export const DEFAULT_ALLOWED: readonly EvidenceExtension[] = KNOWN.map(({ ext }) => ext).filter(
  (ext) => ext !== 'zip',
);

/** What RFC 2046 has a sender say when it does not know: it declares nothing. */
const UNDECLARED: ReadonlySet<string> = new Set(['', 'application/octet-stream', 'binary/octet-stream']);

/**
 * The type that name and declaration agree on, from the allow-list. Throws EvidenceTypeNotAllowed or
 * EvidenceTypeMismatch. What the content says is checked afterwards.
 */
export function claimedType(
  fileName: string,
  declaredType: string | undefined,
  allow: readonly EvidenceExtension[],
): EvidenceType {
  const extension = extensionOf(fileName);
  const type = KNOWN.find(({ ext, extensions }) => ext === extension || extensions.includes(extension));
  if (type === undefined || !allow.includes(type.ext)) {
    throw new EvidenceTypeNotAllowed(
      fileName,
      allow,
      extension === '' ? 'a name without extension' : `.${extension}`,
    );
  }
  const declared = (declaredType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!UNDECLARED.has(declared) && declared !== type.mime && !type.aliases.includes(declared)) {
    throw new EvidenceTypeMismatch(fileName, 'contentType', `${type.mime} for .${extension}`, declared);
  }
  return { mime: type.mime, ext: type.ext };
}

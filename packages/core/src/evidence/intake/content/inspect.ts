/**
 * Whether the bytes of a file are what its name says. Each type has its check in a file of its own; all of them read the
 * file in pieces, change nothing, and either return warnings or throw one of the errors of evidence intake.
 */
import { fileTypeFromBuffer } from 'file-type';
import { EvidenceTypeMismatch } from '../errors.ts';
import type { EvidenceExtension, EvidenceType } from '../evidence-type.ts';
import { checkEml } from './eml.ts';
import { checkJpeg, checkPng } from './image.ts';
import { checkOffice } from './office.ts';
import { checkPdf } from './pdf.ts';
import type { Source } from './source.ts';
import { checkText } from './text.ts';
import type { ContentWarning } from './warning.ts';
import { checkXml } from './xml.ts';
import { checkZip } from './zip.ts';

type Check = (source: Source) => Promise<readonly ContentWarning[]>;

const CHECKS: Readonly<Record<EvidenceExtension, Check>> = {
  pdf: checkPdf,
  png: checkPng,
  jpg: checkJpeg,
  xlsx: (source) => checkOffice(source, 'xlsx'),
  docx: (source) => checkOffice(source, 'docx'),
  csv: checkText,
  txt: checkText,
  xml: checkXml,
  eml: checkEml,
  zip: checkZip,
};

/** What file-type has to say of the first bytes. Archives are told by their own check, text by being text throughout. */
const SIGNATURES: Partial<Record<EvidenceExtension, readonly string[]>> = {
  pdf: ['application/pdf'],
  png: ['image/png', 'image/apng'],
  jpg: ['image/jpeg'],
};
const ZIP_FAMILY: readonly EvidenceExtension[] = ['xlsx', 'docx', 'zip'];
const ZIP_START = 'PK\x03\x04';
/** Formats that are plain text too, and are not to pass as text. */
const TEXTUAL_SIGNATURES: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/rtf',
  'application/postscript',
  'application/eps',
]);
const SIGNATURE_BYTES = 4_100;

/** Throws EvidenceTypeMismatch or EvidenceContentInvalid unless the content is a sound file of the type. */
export async function inspectContent(source: Source, type: EvidenceType): Promise<readonly ContentWarning[]> {
  const head = await source.read(0, SIGNATURE_BYTES);
  const detected = await detect(head);
  if (!fits(type.ext, head, detected)) {
    throw new EvidenceTypeMismatch(source.fileName, 'content', type.mime, detected ?? 'unrecognised content');
  }
  return await CHECKS[type.ext](source);
}

function fits(ext: EvidenceExtension, head: Buffer, detected: string | undefined): boolean {
  if (ZIP_FAMILY.includes(ext)) return head.toString('latin1', 0, ZIP_START.length) === ZIP_START;
  const signatures = SIGNATURES[ext];
  if (signatures !== undefined) return detected !== undefined && signatures.includes(detected);
  return detected === undefined || !TEXTUAL_SIGNATURES.has(detected);
}

async function detect(head: Buffer): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    return undefined;
  }
}

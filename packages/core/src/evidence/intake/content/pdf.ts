import { EvidenceContentInvalid, EvidenceTypeMismatch } from '../errors.ts';
import { pdfWarnings } from './pdf-active.ts';
import type { Source } from './source.ts';
import type { ContentWarning } from './warning.ts';

/** How far from the end readers look for the trailer (PDF 1.7, implementation note 18). */
const TRAILER_BYTES = 1_024;

/** A PDF from its first byte, with a trailer whose cross-reference is where it says; what is active in it is flagged. */
export async function checkPdf(source: Source): Promise<readonly ContentWarning[]> {
  const head = (await source.read(0, 8)).toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(head)) {
    throw new EvidenceTypeMismatch(
      source.fileName,
      'content',
      'application/pdf',
      'content that does not begin with %PDF-',
    );
  }
  const tail = (await source.read(Math.max(0, source.bytes - TRAILER_BYTES), TRAILER_BYTES)).toString(
    'latin1',
  );
  const offset = /startxref\s+(\d{1,15})\s+%%EOF(?![^]*%%EOF)/.exec(tail)?.[1];
  if (offset === undefined) {
    throw new EvidenceContentInvalid(
      source.fileName,
      'a trailer of startxref and %%EOF',
      'a truncated or extended PDF',
    );
  }
  if (!(await isCrossReference(source, Number(offset)))) {
    throw new EvidenceContentInvalid(
      source.fileName,
      'a cross-reference where startxref points',
      'something else',
    );
  }
  return await pdfWarnings(source);
}

/** A table begins with `xref`, a stream with `n n obj`. Some producers miss the place by a line end or two. */
async function isCrossReference(source: Source, offset: number): Promise<boolean> {
  if (offset >= source.bytes) return false;
  const around = await source.read(Math.max(0, offset - 16), 64);
  return /xref|\d+\s+\d+\s+obj/.test(around.toString('latin1'));
}

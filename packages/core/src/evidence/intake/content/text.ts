import { EvidenceContentInvalid, EvidenceTypeMismatch } from '../errors.ts';
import type { Source } from './source.ts';
import type { ContentWarning } from './warning.ts';

// Tab, line ends, form feed and the end mark of old exports (0x1A) are text; the other control characters are not.
// oxlint-disable-next-line no-control-regex
const BINARY = /[\0-\x08\x0b\x0e-\x19\x1b-\x1f]/;
// The tags by which browsers take text for HTML (WHATWG MIME Sniffing, section 7.1).
const HTML =
  /^(?:<!doctype\s+html|<!--|<(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|meta|link|img)[\s/>])/i;
const SNIFFED_CHARACTERS = 2_048;

/** CSV and plain text: UTF-8 throughout, no control characters, neither HTML nor XML. */
export async function checkText(source: Source): Promise<readonly ContentWarning[]> {
  let start = '';
  for await (const text of utf8Text(source)) {
    if (start.length < SNIFFED_CHARACTERS) start += text.slice(0, SNIFFED_CHARACTERS);
  }
  const opening = start.trimStart();
  if (HTML.test(opening))
    throw new EvidenceTypeMismatch(source.fileName, 'content', 'plain text', 'text/html');
  if (opening.startsWith('<?xml')) {
    throw new EvidenceTypeMismatch(source.fileName, 'content', 'plain text', 'application/xml');
  }
  return [];
}

/** The text of a file piece by piece; throws EvidenceTypeMismatch where it is not UTF-8 text. A leading BOM is dropped. */
export async function* utf8Text(source: Source): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new EvidenceTypeMismatch(source.fileName, 'content', 'UTF-8 text', 'bytes that are not UTF-8');
    }
  };
  for await (const chunk of source.stream()) yield refuseBinary(source, decode(chunk as Buffer));
  yield refuseBinary(source, decode());
}

function refuseBinary(source: Source, text: string): string {
  const found = BINARY.exec(text)?.[0];
  if (found === undefined) return text;
  const code = found.charCodeAt(0).toString(16).padStart(2, '0');
  throw new EvidenceContentInvalid(source.fileName, 'text without control characters', `the byte 0x${code}`);
}

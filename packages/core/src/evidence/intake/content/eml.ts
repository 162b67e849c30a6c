import { EvidenceContentInvalid, EvidenceTypeMismatch } from '../errors.ts';
import type { Source } from './source.ts';
import type { ContentWarning } from './warning.ts';

const HEADER_BYTES = 65_536;
const FIELD = /^([!-9;-~]+):/;
const EXPECTED_FIELDS: ReadonlySet<string> = new Set([
  'from',
  'to',
  'date',
  'subject',
  'received',
  'message-id',
  'mime-version',
  'return-path',
  'delivered-to',
]);

/** An e-mail as saved by a mail program (RFC 5322): header fields, a blank line, a body without NUL. */
export async function checkEml(source: Source): Promise<readonly ContentWarning[]> {
  const head = (await source.read(0, HEADER_BYTES)).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  const [fields = ''] = head.split(/\r?\n\r?\n/, 1);
  const lines = fields.split(/\r?\n/);
  // The last line may be cut off by the end of what was read.
  const wellFormed = lines
    .slice(0, -1)
    .every((line, at) => FIELD.test(line) || (at > 0 && /^[ \t]/.test(line)));
  const names = new Set(lines.map((line) => FIELD.exec(line)?.[1]?.toLowerCase() ?? ''));
  const known = [...names].filter((name) => EXPECTED_FIELDS.has(name));
  if (!wellFormed || known.length < 2) {
    throw new EvidenceTypeMismatch(
      source.fileName,
      'content',
      'message/rfc822',
      'content without e-mail header fields',
    );
  }
  for await (const chunk of source.stream()) {
    if ((chunk as Buffer).includes(0)) {
      throw new EvidenceContentInvalid(source.fileName, 'an e-mail without NUL bytes', 'a NUL byte');
    }
  }
  return [];
}

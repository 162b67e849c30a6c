import { EvidenceContentInvalid, EvidenceTypeMismatch } from '../errors.ts';
import type { Source } from './source.ts';
import { utf8Text } from './text.ts';
import type { ContentWarning } from './warning.ts';

const DECLARATIONS = /<!(?:DOCTYPE|ENTITY)/i;
const LONGEST_DECLARATION = 10;
const OPENING_CHARACTERS = 65_536;
const XHTML = 'http://www.w3.org/1999/xhtml';

/** XML as data: UTF-8, a root element that no browser would run, no document type and no entities. */
export async function checkXml(source: Source): Promise<readonly ContentWarning[]> {
  let opening = '';
  let end = '';
  for await (const text of utf8Text(source)) {
    const joined = end.slice(-LONGEST_DECLARATION) + text;
    if (DECLARATIONS.test(joined))
      invalid(source, 'XML without DTD and entities', 'a document type declaration');
    if (opening.length < OPENING_CHARACTERS) opening += text.slice(0, OPENING_CHARACTERS);
    if (text.trimEnd() !== '') end = joined.trimEnd().slice(-LONGEST_DECLARATION);
  }
  const root = rootOf(opening);
  if (root === undefined)
    throw new EvidenceTypeMismatch(source.fileName, 'content', 'application/xml', 'other text');
  if (root === 'html' || root === 'svg' || opening.includes(XHTML)) {
    throw new EvidenceTypeMismatch(
      source.fileName,
      'content',
      'application/xml',
      `a document a browser runs (${root})`,
    );
  }
  const encoding = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/.exec(opening)?.[1] ?? 'utf-8';
  if (!/^(?:utf-?8|us-ascii)$/i.test(encoding))
    invalid(source, 'XML in UTF-8', `XML declared as ${encoding}`);
  if (!end.endsWith('>')) invalid(source, 'a closed root element', 'a truncated document');
  return /<\?xml-stylesheet\s/.test(opening) ? ['xml-stylesheet'] : [];
}

/** Local name, in lower case, of the first element after prolog, comments and processing instructions. */
function rootOf(opening: string): string | undefined {
  let rest = opening.trimStart();
  for (;;) {
    const close = rest.startsWith('<?') ? '?>' : rest.startsWith('<!--') ? '-->' : undefined;
    if (close === undefined) break;
    const end = rest.indexOf(close);
    if (end < 0) return undefined;
    rest = rest.slice(end + close.length).trimStart();
  }
  return /^<(?:[\w.-]+:)?([\p{L}_][\p{L}\p{N}_.-]*)[\s/>]/u.exec(rest)?.[1]?.toLowerCase();
}

function invalid(source: Source, expected: string, received: string): never {
  throw new EvidenceContentInvalid(source.fileName, expected, received);
}

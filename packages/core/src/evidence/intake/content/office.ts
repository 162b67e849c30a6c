/** Office Open XML (ECMA-376): a zip whose content types name a main part, which has to be there. */
import { EvidenceContentInvalid, EvidenceTypeMismatch } from '../errors.ts';
import type { Source } from './source.ts';
import type { ContentWarning } from './warning.ts';
import { readZipDirectory } from './zip-directory.ts';
import { zipMembers } from './zip-members.ts';

const MAIN_PARTS = {
  xlsx: /(?:spreadsheetml\.sheet|ms-excel\.sheet\.macroEnabled)\.main\+xml$/,
  docx: /(?:wordprocessingml\.document|ms-word\.document\.macroEnabled)\.main\+xml$/,
} as const;
const CONTENT_TYPES = '[Content_Types].xml';

export async function checkOffice(
  source: Source,
  kind: keyof typeof MAIN_PARTS,
): Promise<readonly ContentWarning[]> {
  const names = new Set<string>();
  const warnings = new Set<ContentWarning>();
  let types = '';
  const keep = (name: string): boolean => name === CONTENT_TYPES || name.endsWith('.rels');
  for await (const { name, content } of zipMembers(source, await readZipDirectory(source), keep)) {
    names.add(name);
    const text = content?.toString('utf8') ?? '';
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
      throw new EvidenceContentInvalid(source.fileName, 'parts without DTD', name);
    if (name === CONTENT_TYPES) types = text;
    for (const warning of partWarnings(name, text)) warnings.add(warning);
  }
  requireMainPart(source, kind, types, names);
  if (/macroEnabled/i.test(types)) warnings.add('office-macros');
  return [...warnings].sort();
}

function requireMainPart(
  source: Source,
  kind: keyof typeof MAIN_PARTS,
  types: string,
  names: Set<string>,
): void {
  const parts = [...types.matchAll(/<Override\b[^>]*>/g)].map(([element]) => ({
    name: attribute(element, 'PartName').replace(/^\//, ''),
    type: attribute(element, 'ContentType'),
  }));
  const main = parts.find(({ type }) => MAIN_PARTS[kind].test(type));
  if (main === undefined) {
    const other = Object.entries(MAIN_PARTS).find(([, pattern]) =>
      parts.some(({ type }) => pattern.test(type)),
    );
    throw new EvidenceTypeMismatch(
      source.fileName,
      'content',
      `a .${kind} document`,
      other ? `.${other[0]}` : 'a zip archive',
    );
  }
  if (names.has(main.name) && names.has('_rels/.rels')) return;
  throw new EvidenceContentInvalid(
    source.fileName,
    `the parts ${main.name} and _rels/.rels`,
    'a document without them',
  );
}

function partWarnings(name: string, text: string): readonly ContentWarning[] {
  if (/vbaProject\.bin$|^xl\/macrosheets\//i.test(name)) return ['office-macros'];
  if (/\/(?:embeddings|activeX)\//i.test(name)) return ['office-embedded-object'];
  const external = [...text.matchAll(/<Relationship\b[^>]*>/g)].some(
    ([element]) =>
      attribute(element, 'TargetMode') === 'External' && !attribute(element, 'Type').endsWith('/hyperlink'),
  );
  return external ? ['office-external-links'] : [];
}

function attribute(element: string, name: string): string {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(element)?.[1] ?? '';
}

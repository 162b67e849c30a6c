/**
 * Finds what a PDF can do besides being read: scripts, actions on opening, programs, attachments. Names are searched in
 * the file and in its compressed object streams; what could not be searched is said.
 */
import { createInflate } from 'node:zlib';
import type { Source } from './source.ts';
import type { ContentWarning } from './warning.ts';

const WARNINGS: ReadonlyMap<string, ContentWarning> = new Map([
  ['JavaScript', 'pdf-javascript'],
  ['OpenAction', 'pdf-open-action'],
  ['Launch', 'pdf-launch'],
  ['EmbeddedFile', 'pdf-embedded-file'],
  ['EmbeddedFiles', 'pdf-embedded-file'],
  ['RichMedia', 'pdf-rich-media'],
  ['Encrypt', 'pdf-encrypted'],
  ['ObjStm', 'pdf-not-fully-inspected'],
]);
// An opening action that is an array only says which page to show.
const PLAIN_NAME = /\/(JavaScript|OpenAction(?!\s*\[)|Launch|EmbeddedFiles?|RichMedia|Encrypt)(?![A-Za-z])/g;
/** `#4A` for `J`: allowed, never needed for a letter, and the usual way to hide a name from a search. */
const ESCAPED_NAME = /\/[A-Za-z]*#[0-9A-Fa-f]{2}(?:[A-Za-z]|#[0-9A-Fa-f]{2})*/g;
const OBJECT_STREAM = /\/ObjStm[^]{0,1024}?stream\r?\n/g;
const OVERLAP = 1_100;
const MOST_OBJECT_STREAMS = 2_000;
const MOST_INFLATED_BYTES = 64 * 1024 * 1024;

export async function pdfWarnings(source: Source): Promise<readonly ContentWarning[]> {
  const found = new Set<ContentWarning>();
  const objectStreams = new Set<number>();
  let position = 0;
  let kept = '';
  for await (const chunk of source.stream()) {
    const text = kept + (chunk as Buffer).toString('latin1');
    findNames(text, found);
    for (const match of text.matchAll(OBJECT_STREAM)) {
      objectStreams.add(position - kept.length + match.index + match[0].length);
    }
    position += (chunk as Buffer).length;
    kept = text.slice(-OVERLAP);
  }
  if (!(await searchObjectStreams(source, objectStreams, found))) found.add('pdf-not-fully-inspected');
  return [...found].sort();
}

function findNames(text: string, found: Set<ContentWarning>): void {
  for (const [, name = ''] of text.matchAll(PLAIN_NAME)) addWarning(name, found);
  for (const [name] of text.matchAll(ESCAPED_NAME)) {
    const decoded = name
      .slice(1)
      .replace(/#(..)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    if (addWarning(decoded, found)) found.add('pdf-obscured-names');
  }
}

function addWarning(name: string, found: Set<ContentWarning>): boolean {
  const warning = WARNINGS.get(name);
  if (warning !== undefined) found.add(warning);
  return warning !== undefined;
}

/** False when some stream was not inflated: encrypted, another filter, or more than the limits allow. */
async function searchObjectStreams(
  source: Source,
  starts: Set<number>,
  found: Set<ContentWarning>,
): Promise<boolean> {
  let room = MOST_INFLATED_BYTES;
  let complete = starts.size <= MOST_OBJECT_STREAMS;
  for (const start of [...starts].slice(0, MOST_OBJECT_STREAMS)) {
    const inflated = await inflateText(source, start, room, (text) => findNames(text, found));
    complete &&= inflated !== undefined;
    room -= inflated ?? 0;
  }
  return complete;
}

/** Inflates from `start` to the end of the compressed data and returns its size, or undefined if that fails. */
async function inflateText(
  source: Source,
  start: number,
  room: number,
  visit: (text: string) => void,
): Promise<number | undefined> {
  const compressed = source.stream(start);
  const inflate = createInflate();
  compressed.on('error', (error) => inflate.destroy(error));
  let size = 0;
  let kept = '';
  try {
    for await (const chunk of compressed.pipe(inflate)) {
      const text = kept + (chunk as Buffer).toString('latin1');
      visit(text);
      kept = text.slice(-OVERLAP);
      size += (chunk as Buffer).length;
      if (size > room) return undefined;
    }
    return size;
  } catch {
    return undefined;
  } finally {
    compressed.destroy();
  }
}

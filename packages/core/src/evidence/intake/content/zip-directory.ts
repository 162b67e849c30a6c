/** The table of contents of a zip archive, read the strict way: what two programs could read differently is refused. */
import { EvidenceContentInvalid } from '../errors.ts';
import type { Source } from './source.ts';

export interface ZipEntry {
  readonly name: string;
  readonly compressed: boolean;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly crc32: number;
  /** Offset of the entry's data in the file. */
  readonly start: number;
}

interface DirectoryEnd {
  readonly entries: number;
  readonly start: number;
  readonly bytes: number;
}

const MOST_ENTRIES = 1_000;
const LONGEST_END = 22 + 65_535;
const MOST_DIRECTORY_BYTES = 4 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;
const FULL = 0xffffffff;

/** Throws EvidenceContentInvalid for damaged, encrypted, split or overlapping archives and for hostile names. */
export async function readZipDirectory(source: Source): Promise<readonly ZipEntry[]> {
  const end = await findEnd(source);
  const directory = await source.read(end.start, end.bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < end.entries; index += 1) {
    if (directory.length < at + 46 || directory.toString('latin1', at, at + 4) !== 'PK\x01\x02')
      damaged(source);
    const lengths = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const size = lengths.reduce((sum, length) => sum + length, 46);
    if (directory.length < at + size) damaged(source);
    entries.push(await readEntry(source, directory.subarray(at, at + size)));
    at += size;
  }
  refuseOverlaps(source, entries, end.start);
  return entries;
}

async function findEnd(source: Source): Promise<DirectoryEnd> {
  const tail = await source.read(Math.max(0, source.bytes - LONGEST_END), LONGEST_END);
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  // The comment has to reach exactly to the end of the file.
  if (at < 0 || tail.length < at + 22 || tail.length !== at + 22 + tail.readUInt16LE(at + 20))
    damaged(source);
  const entries = tail.readUInt16LE(at + 10);
  const bytes = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 8) !== entries) {
    invalid(source, 'an archive in one piece', 'a part of a split archive');
  }
  if (entries > MOST_ENTRIES) invalid(source, `at most ${MOST_ENTRIES} entries`, String(entries));
  if (entries === 0) invalid(source, 'at least one entry', 'an empty archive');
  if (bytes > MOST_DIRECTORY_BYTES || start + bytes > source.bytes - tail.length + at) damaged(source);
  return { entries, start, bytes };
}

async function readEntry(source: Source, header: Buffer): Promise<ZipEntry> {
  const flags = header.readUInt16LE(8);
  const method = header.readUInt16LE(10);
  const nameEnd = 46 + header.readUInt16LE(28);
  const name = header.toString((flags & 0x800) === 0 ? 'latin1' : 'utf8', 46, nameEnd);
  refuseName(source, name);
  if ((flags & 0x41) !== 0)
    invalid(source, 'entries that are not encrypted', `the encrypted entry ${quoted(name)}`);
  if (method !== STORED && method !== DEFLATED)
    invalid(source, 'stored or deflated entries', `compression ${method}`);
  const unixType = (header.readUInt32LE(38) >>> 16) & 0o170000;
  if (unixType === 0o120000) invalid(source, 'files and folders', `the symbolic link ${quoted(name)}`);

  const extra = header.subarray(nameEnd, nameEnd + header.readUInt16LE(30));
  const [bytes, compressedBytes, offset] = largeValues(
    source,
    extra,
    [24, 20, 42].map((at) => header.readUInt32LE(at)),
  );
  const local = await source.read(offset, 30);
  if (local.length < 30 || local.toString('latin1', 0, 4) !== 'PK\x03\x04') damaged(source);
  const localName = await source.read(offset + 30, local.readUInt16LE(26));
  if (!localName.equals(header.subarray(46, nameEnd))) {
    invalid(source, 'one name per entry', `two names for ${quoted(name)}`);
  }
  const start = offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  return {
    name,
    compressed: method === DEFLATED,
    compressedBytes,
    bytes,
    crc32: header.readUInt32LE(16),
    start,
  };
}

/** Values of 32 bits that say "see the extra field" are taken from there (Zip64, in the order of the header). */
function largeValues(source: Source, extra: Buffer, values: readonly number[]): [number, number, number] {
  const zip64 = extraField(extra, 0x0001);
  let at = 0;
  const [bytes = 0, compressedBytes = 0, offset = 0] = values.map((value) => {
    if (value !== FULL) return value;
    if (zip64 === undefined || zip64.length < at + 8) damaged(source);
    at += 8;
    return Number(zip64.readBigUInt64LE(at - 8));
  });
  return [bytes, compressedBytes, offset];
}

function extraField(extra: Buffer, wanted: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === wanted) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  return undefined;
}

function refuseName(source: Source, name: string): void {
  const climbs = name.split('/').includes('..');
  if (name !== '' && !climbs && !/^\/|\\|^[A-Za-z]:|\0/.test(name)) return;
  invalid(source, 'entry names inside the archive', quoted(name));
}

/** Entries that share bytes are how a small archive holds petabytes. */
function refuseOverlaps(source: Source, entries: readonly ZipEntry[], directoryStart: number): void {
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.start - b.start)) {
    if (entry.start < end)
      invalid(source, 'entries side by side', `${quoted(entry.name)} inside another entry`);
    end = entry.start + entry.compressedBytes;
  }
  if (end > directoryStart) damaged(source);
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}

function damaged(source: Source): never {
  return invalid(source, 'a sound zip archive', 'a damaged or extended one');
}

function invalid(source: Source, expected: string, received: string): never {
  throw new EvidenceContentInvalid(source.fileName, expected, received);
}

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import type { Finding } from '../plugin/validate.ts';
import { clashingPaths, filePathFault } from './file-path.ts';
import { LIMITS, PackageRefused, type PackageFiles } from './files.ts';

/** npm packs everything below this folder. */
const ROOT = 'package/';

export type ArchiveLimits = { readonly [K in keyof typeof LIMITS]: number };

/**
 * Reads a `.tgz` in npm's form into memory. Nothing is written, and nothing is repaired: an entry that an honest `pack`
 * would not make (a link, a device, a path that leaves the folder, a name twice) refuses the whole archive, as does one
 * that is larger than it may be, as soon as that is known.
 *
 * @param file path of the archive
 * @throws PackageRefused
 */
export const readArchive = async (file: string, limits: ArchiveLimits = LIMITS): Promise<PackageFiles> => {
  const source = path.basename(file);
  const refuse = (at: string, expected: string, received: string): PackageRefused =>
    new PackageRefused([{ plugin: source, path: at, expected, received } satisfies Finding]);
  const { size } = await stat(file);
  if (size > limits.archiveBytes)
    throw refuse('size', `at most ${limits.archiveBytes} bytes`, `${size} bytes`);

  const files = new Map<string, Uint8Array>();
  const reading = new EntryReader(files, limits, refuse);
  // It would unpack what is packed inside, past every count.
  const parser = new Parser({ strict: true, zstd: false });
  parser.on('entry', (entry: ReadEntry) => reading.take(entry));
  parser.on('ignoredEntry', (entry: ReadEntry) => reading.refuseType(entry));
  let isOver = false;
  parser.on('eof', () => (isOver = true));
  const ended = new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('error', reject);
  });
  ended.catch(() => {}); // said again below
  try {
    await pipeline(createReadStream(file), createGunzip(), async (unpacked: AsyncIterable<Buffer>) => {
      let bytes = 0;
      let begin = Buffer.alloc(0);
      for await (const chunk of unpacked) {
        if (begin.length < 2) begin = Buffer.concat([begin, chunk.subarray(0, 2)]);
        if (begin[0] === 0x1f && begin[1] === 0x8b)
          throw refuse('archive', 'files', 'an archive packed twice');
        bytes += chunk.length;
        if (bytes > limits.unpackedBytes)
          throw refuse('size', `at most ${limits.unpackedBytes} bytes when unpacked`, 'more');
        // What follows the end is counted and not kept: the parser would hold all of it.
        if (!isOver) parser.write(chunk);
        if (reading.refusal) throw reading.refusal;
      }
      parser.end();
    });
    await ended;
  } catch (error) {
    if (error instanceof PackageRefused) throw error;
    throw refuse('archive', 'a .tgz as "compliance-os-plugin pack" makes it', (error as Error).message);
  }
  if (reading.refusal) throw reading.refusal;
  const [clash] = clashingPaths([...files.keys()]);
  if (clash !== undefined) throw refuse(clash, 'a name that stands beside all others', 'one that clashes');
  return files;
};

type Refuse = (at: string, expected: string, received: string) => PackageRefused;

/** Takes the entries of an archive one by one. The first that is not in order stands; nothing after it is kept. */
class EntryReader {
  refusal: PackageRefused | undefined;
  readonly #files: Map<string, Uint8Array>;
  readonly #limits: ArchiveLimits;
  readonly #refuse: Refuse;

  constructor(files: Map<string, Uint8Array>, limits: ArchiveLimits, refuse: Refuse) {
    this.#files = files;
    this.#limits = limits;
    this.#refuse = refuse;
  }

  take(entry: ReadEntry): void {
    const problem = this.refusal ?? this.#fault(entry);
    if (problem) {
      this.refusal = problem;
      entry.resume();
      return;
    }
    if (entry.type === 'Directory') {
      entry.resume();
      return;
    }
    const chunks: Uint8Array[] = [];
    entry.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    entry.on('end', () => this.#files.set(entry.path.slice(ROOT.length), Buffer.concat(chunks)));
  }

  refuseType(entry: ReadEntry): void {
    this.refusal ??= this.#refuse(entry.path, 'a file', `a ${entry.type}`);
  }

  #fault({ path: name, type, size }: ReadEntry): PackageRefused | undefined {
    const isFolder = type === 'Directory';
    if (!isFolder && type !== 'File' && type !== 'OldFile') return this.#refuse(name, 'a file', `a ${type}`);
    const plain = isFolder ? name.replace(/\/$/, '') : name;
    if (isFolder && `${plain}/` === ROOT) return undefined;
    if (!plain.startsWith(ROOT)) return this.#refuse(name, `a path below ${ROOT}`, JSON.stringify(name));
    const inside = plain.slice(ROOT.length);
    const fault = filePathFault(inside);
    if (fault !== undefined) return this.#refuse(name, fault, JSON.stringify(name));
    if (isFolder) return undefined;
    if (this.#files.has(inside)) return this.#refuse(name, 'each file once', 'the same again');
    if (size > this.#limits.fileBytes)
      return this.#refuse(name, `at most ${this.#limits.fileBytes} bytes`, `${size} bytes`);
    if (this.#files.size >= this.#limits.files)
      return this.#refuse(name, `at most ${this.#limits.files} files`, 'more');
    return undefined;
  }
}

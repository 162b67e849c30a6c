import { inflateRawSync } from 'node:zlib';
import { UnreadableFile } from './sheet.ts';

const MEMBER = 0x04034b50;
const HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
/** A sheet of 10,000 rows stays far below. */
export const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;

/**
 * A workbook is a ZIP archive, and a small one can unpack to gigabytes. This goes through it member by member, as the
 * reader of workbooks will, and counts what comes out; what the archive says about its own sizes is not believed.
 * @throws UnreadableFile
 */
export const assertUnpackable = (bytes: Buffer, most = MOST_UNPACKED_BYTES): void => {
  let left = most;
  for (let at = 0; at + HEADER_BYTES <= bytes.length && bytes.readUInt32LE(at) === MEMBER;) {
    const method = bytes.readUInt16LE(at + 8);
    const start = at + HEADER_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const { packed, unpacked } =
      method === DEFLATED
        ? inflate(bytes.subarray(start), left)
        : stored(method, bytes.readUInt32LE(at + 18));
    left -= unpacked;
    if (left < 0) throw tooLarge(most);
    at = nextMember(bytes, start + packed);
  }
};

interface Sizes {
  readonly packed: number;
  readonly unpacked: number;
}

const inflate = (packed: Buffer, most: number): Sizes => {
  try {
    const { buffer, engine } = inflateRawSync(packed, {
      info: true,
      maxOutputLength: Math.max(1, most),
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return { packed: engine.bytesWritten, unpacked: buffer.length };
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most);
    throw new UnreadableFile('The workbook is damaged.', 'a ZIP archive', 'data that does not unpack', {
      cause: error,
    });
  }
};

const stored = (method: number, size: number): Sizes => {
  if (method === STORED) return { packed: size, unpacked: size };
  throw new UnreadableFile('The workbook cannot be read.', 'stored or deflated members', `method ${method}`);
};

/** Between two members there may be a data descriptor of 12 to 24 bytes. */
const nextMember = (bytes: Buffer, from: number): number => {
  for (let at = from; at + 4 <= Math.min(bytes.length, from + 28); at += 1)
    if (bytes.readUInt32LE(at) === MEMBER) return at;
  return bytes.length;
};

const tooLarge = (most: number): UnreadableFile =>
  new UnreadableFile('The workbook is too large.', `at most ${most} bytes unpacked`, 'more');

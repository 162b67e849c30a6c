/** PNG and JPEG: the chain of chunks or segments is walked, the picture itself is not decoded. */
import { EvidenceContentInvalid, EvidenceTypeMismatch } from '../errors.ts';
import type { Source } from './source.ts';
import type { ContentWarning } from './warning.ts';

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** A0 at 300 dpi is 140 megapixels; beyond twice that a picture is a decompression bomb for whoever renders it. */
const MOST_PIXELS = 280_000_000;
const MOST_STEPS = 20_000;

/** From the header chunk to the end chunk, and nothing after it. */
export async function checkPng(source: Source): Promise<readonly ContentWarning[]> {
  const head = await source.read(0, 24);
  if (!head.subarray(0, 8).equals(PNG_SIGNATURE)) mismatch(source, 'image/png');
  if (head.length < 24 || head.toString('latin1', 12, 16) !== 'IHDR')
    invalid(source, 'a PNG header chunk', 'another');
  refusePixels(source, head.readUInt32BE(16), head.readUInt32BE(20));
  let at = 8;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const chunk = await source.read(at, 8);
    if (chunk.length < 8) invalid(source, 'a PNG with its end chunk', 'a truncated file');
    at += 12 + chunk.readUInt32BE(0);
    if (chunk.toString('latin1', 4) !== 'IEND') continue;
    if (at !== source.bytes)
      invalid(source, 'nothing after the end chunk', `${source.bytes - at} bytes more`);
    return [];
  }
  return invalid(source, `at most ${MOST_STEPS} chunks`, 'more');
}

/** From the start marker to the start of the scan, with a frame header in between, and an end marker somewhere after. */
export async function checkJpeg(source: Source): Promise<readonly ContentWarning[]> {
  if ((await source.read(0, 3)).toString('hex') !== 'ffd8ff') mismatch(source, 'image/jpeg');
  let at = 2;
  let framed = false;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const segment = await source.read(at, 9);
    if (segment.length < 4 || segment[0] !== 0xff)
      invalid(source, 'a chain of JPEG segments', 'a broken or truncated one');
    const marker = segment.readUInt8(1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrameHeader(marker) && segment.length === 9) {
      refusePixels(source, segment.readUInt16BE(7), segment.readUInt16BE(5));
      framed = true;
    }
    if (marker === 0xda) break;
    at += 2 + segment.readUInt16BE(2);
  }
  if (!framed) invalid(source, 'a JPEG frame header', 'none before the picture');
  if (!(await hasEndMarker(source, at))) invalid(source, 'a JPEG with its end marker', 'a truncated file');
  return [];
}

/** SOF0 to SOF15 without the tables (DHT, JPG, DAC) that share the range. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Cameras append data of their own after the end marker, so it is looked for, not expected at the end. */
async function hasEndMarker(source: Source, from: number): Promise<boolean> {
  let previous = 0;
  for await (const chunk of source.stream(from)) {
    const bytes = chunk as Buffer;
    if ((previous === 0xff && bytes[0] === 0xd9) || bytes.includes('\xff\xd9', 0, 'latin1')) return true;
    previous = bytes.at(-1) ?? 0;
  }
  return false;
}

function refusePixels(source: Source, width: number, height: number): void {
  if (width * height <= MOST_PIXELS) return;
  invalid(source, `at most ${MOST_PIXELS} pixels`, `${width} × ${height}`);
}

function mismatch(source: Source, expected: string): never {
  throw new EvidenceTypeMismatch(source.fileName, 'content', expected, 'other content');
}

function invalid(source: Source, expected: string, received: string): never {
  throw new EvidenceContentInvalid(source.fileName, expected, received);
}

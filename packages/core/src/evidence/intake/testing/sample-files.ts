/** Small sound files of every accepted type, made in memory. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import type { EvidenceExtension } from '../evidence-type.ts';

export interface ZipPart {
  readonly name: string;
  readonly content: Buffer | string;
  readonly stored?: boolean;
  /** Overrides for hostile archives. */
  readonly flags?: number;
  readonly claimedBytes?: number;
  readonly unixMode?: number;
  readonly localName?: string;
  /** States sizes in the Zip64 extra field, as writers that stream do. */
  readonly zip64?: boolean;
}

/** A zip archive of the parts, in order. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content as string);
    const data = part.stored === true ? content : deflateRawSync(content);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(part.flags ?? 0, 2);
    shared.writeUInt16LE(part.stored === true ? 0 : 8, 4);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(part.claimedBytes ?? content.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(part.name), 22);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      shared,
      Buffer.from(part.localName ?? part.name),
      data,
    ]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((part.unixMode ?? 0) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const [listed, extra] = part.zip64 === true ? withZip64(shared) : [shared, Buffer.alloc(0)];
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), listed, rest, Buffer.from(part.name), extra);
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** Moves both sizes of a directory entry to an extra field. */
function withZip64(shared: Buffer): [Buffer, Buffer] {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(shared.readUInt32LE(18)), 4);
  extra.writeBigUInt64LE(BigInt(shared.readUInt32LE(14)), 12);
  const listed = Buffer.from(shared);
  listed.fill(0xff, 14, 22);
  listed.writeUInt16LE(extra.length, 24);
  return [listed, extra];
}

const CONTENT_TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An Office document with its three required parts and whatever is added. */
export function office(kind: 'xlsx' | 'docx', extra: readonly ZipPart[] = [], macros = false): Buffer {
  const part = kind === 'xlsx' ? 'xl/workbook.xml' : 'word/document.xml';
  const family = kind === 'xlsx' ? 'spreadsheetml.sheet' : 'wordprocessingml.document';
  const enabled = kind === 'xlsx' ? 'ms-excel.sheet.macroEnabled' : 'ms-word.document.macroEnabled';
  const type = `application/vnd.${macros ? enabled : `openxmlformats-officedocument.${family}`}.main+xml`;
  const override = `<Override PartName="/${part}" ContentType="${type}"/>`;
  const relationship = `<Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="${part}"/>`;
  return zip([
    { name: '[Content_Types].xml', content: `<Types xmlns="${CONTENT_TYPES}">${override}</Types>` },
    { name: '_rels/.rels', content: `<Relationships>${relationship}</Relationships>` },
    { name: part, content: '<root/>' },
    ...extra,
  ]);
}

/** A PDF of one empty page; `catalog` is put into its catalog, `objects` beside it as they are. */
export function pdf(catalog = '', objects: readonly (string | Buffer)[] = []): Buffer {
  const pages = '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n';
  const page = '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>\nendobj\n';
  const body = Buffer.concat(
    ['%PDF-1.7\n', `1 0 obj\n<</Type/Catalog/Pages 2 0 R${catalog}>>\nendobj\n`, pages, page, ...objects].map(
      (piece) => Buffer.from(piece as string),
    ),
  );
  const table = 'xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 4/Root 1 0 R>>\n';
  return Buffer.concat([body, Buffer.from(`${table}startxref\n${body.length}\n%%EOF\n`)]);
}

/** An object stream holding `content` compressed. */
export function pdfObjectStream(content: string): Buffer {
  const data = deflateSync(content);
  const dictionary = `4 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${data.length}>>\nstream\n`;
  return Buffer.concat([Buffer.from(dictionary), data, Buffer.from('\nendstream\nendobj\n')]);
}

/** A white picture. */
export function png(width = 2, height = 2): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const rows = deflateSync(Buffer.alloc(Math.min((width + 1) * height, 1_000), 255));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}

/** The segments of a 1 × 1 picture. */
export function jpeg(): Buffer {
  const segments = ['ffd8', 'ffe000104a46494600010100000100010000', 'ffc0000b080001000101011100'];
  return Buffer.from([...segments, 'ffda0008010100003f00', '7f', 'ffd9'].join(''), 'hex');
}

const EML = [
  'From: a@example.in',
  'To: b@example.in',
  'Subject: Receipt\r\n and more',
  'Date: Thu, 1 Oct 2026 10:00:00 +0530',
];

/** One sound file of each type. */
export const SAMPLES: Readonly<Record<EvidenceExtension, Buffer>> = {
  pdf: pdf(),
  png: png(),
  jpg: jpeg(),
  xlsx: office('xlsx'),
  docx: office('docx'),
  csv: Buffer.from('\ufeffdate,amount\r\n2026-10-01,₹ 1\r\n'),
  txt: Buffer.from('Paid on the first.\n'),
  xml: Buffer.from(
    '<?xml version="1.0" encoding="UTF-8"?>\n<receipt xmlns="urn:example"><id>1</id></receipt>\n',
  ),
  eml: Buffer.from(`${EML.join('\r\n')}\r\n\r\nAttached.\r\n`),
  zip: zip([
    { name: 'a.txt', content: 'a' },
    { name: 'folder/b.csv', content: 'b' },
  ]),
};

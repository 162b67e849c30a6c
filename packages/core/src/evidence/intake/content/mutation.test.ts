/** Damaged and spliced files must meet our errors and no others: no crash, no hang, no stack trace for the sender. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvidenceError } from '../../store/errors.ts';
import type { EvidenceExtension } from '../evidence-type.ts';
import { inspectBuffer } from '../testing/inspect-buffer.ts';
import { office, pdf, pdfObjectStream, SAMPLES } from '../testing/sample-files.ts';

const RICH: Readonly<Record<EvidenceExtension, Buffer>> = {
  ...SAMPLES,
  pdf: pdf('/OpenAction 4 0 R', [pdfObjectStream('1 0 <</S/JavaScript>>')]),
  xlsx: office('xlsx', [{ name: 'xl/_rels/workbook.xml.rels', content: '<Relationships/>' }]),
};
const TYPES = Object.keys(RICH) as EvidenceExtension[];

const place = fc.double({ min: 0, max: 1, noNaN: true });
const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    place,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('cut' as const), place, bytes: fc.uint8Array({ maxLength: 0 }) }),
  fc.record({ kind: fc.constant('insert' as const), place, bytes: fc.uint8Array({ maxLength: 64 }) }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(content: Buffer, { kind, place: at, bytes }: Mutation): Buffer {
  const offset = Math.floor(at * content.length);
  const before = content.subarray(0, offset);
  if (kind === 'cut') return before;
  return Buffer.concat([before, bytes, content.subarray(kind === 'set' ? offset + bytes.length : offset)]);
}

async function outcome(ext: EvidenceExtension, content: Buffer): Promise<string> {
  return await inspectBuffer(ext, content).then(
    () => 'accepted',
    (error: unknown) => (error instanceof EvidenceError ? 'refused' : String(error)),
  );
}

describe('mutated files', () => {
  it.each(TYPES)('of type %s are accepted or refused, nothing else', async (ext) => {
    const property = fc.asyncProperty(
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      async (mutations) => {
        const content = mutations.reduce(mutate, RICH[ext]);
        expect(['accepted', 'refused']).toContain(await outcome(ext, content));
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it('and any bytes at all are accepted or refused as any type', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...TYPES),
      fc.uint8Array({ maxLength: 200 }),
      async (ext, bytes) => {
        const start = RICH[ext].subarray(0, bytes.length % 32);
        expect(['accepted', 'refused']).toContain(await outcome(ext, Buffer.concat([start, bytes])));
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });
});

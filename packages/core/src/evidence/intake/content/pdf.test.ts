import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspectBuffer } from '../testing/inspect-buffer.ts';
import { pdf, pdfObjectStream } from '../testing/sample-files.ts';

const INVALID = { code: 'EVIDENCE_CONTENT_INVALID' };
const inspect = (content: Buffer) => inspectBuffer('pdf', content);

describe('a PDF', () => {
  it('begins at its first byte', async () => {
    const late = Buffer.concat([Buffer.from('GIF89a'), pdf()]);
    await expect(inspect(late)).rejects.toMatchObject({ code: 'EVIDENCE_TYPE_MISMATCH' });
    const spaced = Buffer.concat([Buffer.from('\n'), pdf()]);
    await expect(inspect(spaced)).rejects.toMatchObject({ code: 'EVIDENCE_TYPE_MISMATCH' });
  });

  it('ends with its trailer, a little padding aside', async () => {
    const whole = pdf();
    await expect(inspect(whole.subarray(0, -10))).rejects.toMatchObject(INVALID);
    await expect(inspect(Buffer.concat([whole, Buffer.alloc(2_000)]))).rejects.toMatchObject(INVALID);
    await expect(inspect(Buffer.concat([whole, Buffer.alloc(100)]))).resolves.toEqual([]);
  });

  it('has a cross-reference where its trailer says', async () => {
    const moved = Buffer.from(
      pdf()
        .toString('latin1')
        .replace(/startxref\n\d+/, 'startxref\n9'),
      'latin1',
    );
    const beyond = Buffer.from(
      pdf()
        .toString('latin1')
        .replace(/startxref\n\d+/, 'startxref\n99999'),
      'latin1',
    );
    await expect(inspect(beyond)).rejects.toMatchObject(INVALID);
    // Offset 9 is the first object: the place a cross-reference stream might have.
    await expect(inspect(moved)).resolves.toEqual([]);
  });
});

describe('what a PDF can do is flagged', () => {
  it.each([
    ['/OpenAction<</S/JavaScript/JS(app.alert(1))>>', ['pdf-javascript', 'pdf-open-action']],
    ['/OpenAction 7 0 R', ['pdf-open-action']],
    ['/OpenAction [3 0 R /Fit]', []],
    ['/AA<</O<</S/Launch/F(calc.exe)>>>>', ['pdf-launch']],
    ['/Names<</EmbeddedFiles 9 0 R>>', ['pdf-embedded-file']],
    ['/Annots[<</Subtype/RichMedia>>]', ['pdf-rich-media']],
    ['/Encrypt 8 0 R', ['pdf-encrypted']],
    ['/A<</S/J#61vaScr#69pt>>', ['pdf-javascript', 'pdf-obscured-names']],
    ['/Lang(en)/A#20B 1', []],
  ])('%s', async (catalog, warnings) => {
    expect(await inspect(pdf(catalog))).toEqual(warnings);
  });

  it('inside compressed object streams', async () => {
    const hidden = pdfObjectStream(`1 0 ${' '.repeat(3_000)}<</S/JavaScript/JS(x)>>`);
    expect(await inspect(pdf('', [hidden]))).toEqual(['pdf-javascript']);
  });

  it('across the borders of what is read at once', async () => {
    const streams = [65_530, 65_450, 65_400].map((size) =>
      pdf('', [`%${'x'.repeat(size)}\n`, '<</S/JavaScript>>\n']),
    );
    const results = await Promise.all(streams.map(inspect));
    expect(results).toEqual([['pdf-javascript'], ['pdf-javascript'], ['pdf-javascript']]);
  });

  it('says when a part could not be searched', async () => {
    const damaged = pdfObjectStream('1 0 <<>>').toString('latin1').replace('stream\n\x78', 'stream\n\x00');
    expect(await inspect(pdf('', [Buffer.from(damaged, 'latin1')]))).toEqual(['pdf-not-fully-inspected']);
    expect(await inspect(pdf('/Type/Obj#53tm'))).toEqual(['pdf-not-fully-inspected', 'pdf-obscured-names']);
  });

  it('and pictures in it raise no false alarm', async () => {
    expect(await inspect(pdf('', [randomBytes(2_000_000)]))).toEqual([]);
  });
});

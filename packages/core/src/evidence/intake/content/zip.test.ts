import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspectBuffer } from '../testing/inspect-buffer.ts';
import { office, zip, type ZipPart } from '../testing/sample-files.ts';

const INVALID = { code: 'EVIDENCE_CONTENT_INVALID' };
const MB = 1024 * 1024;
const archive = (...parts: ZipPart[]) => inspectBuffer('zip', zip(parts));

describe('an archive', () => {
  it('may hold files, folders and Office documents, stored or deflated', async () => {
    const parts = [
      { name: 'folder/', content: '', stored: true },
      { name: 'folder/a.txt', content: 'a' },
      { name: 'b.xlsx', content: office('xlsx'), stored: true },
      { name: 'streamed.txt', content: 'sizes stated in Zip64', zip64: true },
    ];
    await expect(archive(...parts)).resolves.toEqual([]);
  });

  it.each<[string, ZipPart]>([
    ['a parent directory', { name: '../up.txt', content: 'x' }],
    ['an absolute path', { name: '/etc/passwd', content: 'x' }],
    ['a drive', { name: 'C:evil.txt', content: 'x' }],
    ['a backslash', { name: 'a\\..\\b', content: 'x' }],
    ['a symbolic link', { name: 'link', content: '/etc/passwd', unixMode: 0o120777 }],
    ['an encrypted entry', { name: 'secret', content: 'x', flags: 1 }],
    ['two names for one entry', { name: 'a.txt', content: 'x', localName: 'b.txt' }],
    ['a false size', { name: 'a.txt', content: 'x'.repeat(100), claimedBytes: 10 }],
    ['an archive', { name: 'inner.zip', content: zip([{ name: 'x', content: 'x' }]), stored: true }],
    ['an archive under another name', { name: 'inner.dat', content: zip([{ name: 'x', content: 'x' }]) }],
  ])('is refused with %s', async (_, part) => {
    await expect(archive({ name: 'fine.txt', content: 'fine' }, part)).rejects.toMatchObject(INVALID);
  });

  it('is refused when it unpacks to more than a hundred times its size, whatever its headers claim', async () => {
    const zeros = Buffer.alloc(40 * MB);
    await expect(archive({ name: 'bomb', content: zeros })).rejects.toMatchObject(INVALID);
    await expect(archive({ name: 'bomb', content: zeros, claimedBytes: 10 })).rejects.toMatchObject(INVALID);
    await expect(archive({ name: 'blank sheet', content: zeros.subarray(0, 15 * MB) })).resolves.toEqual([]);
  });

  it('is refused with too many entries, with none, and with bytes before or after', async () => {
    const many = Array.from({ length: 1_001 }, (_, at) => ({ name: `${at}`, content: '' }));
    await expect(archive(...many)).rejects.toMatchObject({ details: { expected: 'at most 1000 entries' } });
    const sound = zip([{ name: 'a', content: 'a' }]);
    const after = Buffer.concat([sound, Buffer.from('<script>')]);
    await expect(inspectBuffer('zip', after)).rejects.toMatchObject(INVALID);
    const before = Buffer.concat([Buffer.from('MZ'), sound]);
    await expect(inspectBuffer('zip', before)).rejects.toMatchObject({ code: 'EVIDENCE_TYPE_MISMATCH' });
  });

  it('is refused when entries share bytes', async () => {
    const sound = zip([
      { name: 'a', content: randomBytes(100) },
      { name: 'a', content: randomBytes(100) },
    ]);
    const second = sound.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    sound.writeUInt32LE(0, second + 42);
    await expect(inspectBuffer('zip', sound)).rejects.toMatchObject({
      details: { expected: 'entries side by side' },
    });
  });

  it('is flagged for programs', async () => {
    await expect(archive({ name: 'setup.txt', content: 'MZ\u0090' })).resolves.toEqual(['zip-executable']);
  });
});

describe('an Office document', () => {
  const relationship = (type: string) =>
    `<Relationships><Relationship Id="r" Type="http://x/${type}" Target="http://evil/" TargetMode="External"/></Relationships>`;

  it.each<[string, ZipPart[], string[]]>([
    ['macros', [{ name: 'xl/vbaProject.bin', content: 'x' }], ['office-macros']],
    ['old macro sheets', [{ name: 'xl/macrosheets/sheet1.xml', content: '<x/>' }], ['office-macros']],
    ['embedded objects', [{ name: 'xl/embeddings/o.bin', content: 'x' }], ['office-embedded-object']],
    [
      'links to data elsewhere',
      [{ name: 'xl/_rels/a.rels', content: relationship('externalLinkPath') }],
      ['office-external-links'],
    ],
    ['hyperlinks, which are harmless', [{ name: 'xl/_rels/a.rels', content: relationship('hyperlink') }], []],
  ])('is flagged for %s', async (_, extra, warnings) => {
    expect(await inspectBuffer('xlsx', office('xlsx', extra))).toEqual(warnings);
  });

  it('is flagged when its type enables macros', async () => {
    expect(await inspectBuffer('docx', office('docx', [], true))).toEqual(['office-macros']);
  });

  it('is refused under the name of the other kind', async () => {
    await expect(inspectBuffer('docx', office('xlsx'))).rejects.toMatchObject({
      code: 'EVIDENCE_TYPE_MISMATCH',
      details: { field: 'content', expected: 'a .docx document', received: '.xlsx' },
    });
  });

  it('is refused without its main part, or with a DTD', async () => {
    const [start, end] = ['<Types>', '</Types>'];
    const override = '<Override ContentType="x/spreadsheetml.sheet.main+xml" PartName="/xl/absent.xml"/>';
    const empty = zip([{ name: '[Content_Types].xml', content: start + override + end }]);
    await expect(inspectBuffer('xlsx', empty)).rejects.toMatchObject(INVALID);
    const dtd = office('xlsx', [{ name: 'xl/_rels/b.rels', content: '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }]);
    await expect(inspectBuffer('xlsx', dtd)).rejects.toMatchObject(INVALID);
  });
});

import { describe, expect, it } from 'vitest';
import { contentDisposition, downloadDisposition } from './content-disposition.ts';

describe('contentDisposition', () => {
  it.each([
    ['return.pdf', 'attachment; filename="return.pdf"'],
    [
      'रसीद.pdf',
      `attachment; filename="____.pdf"; filename*=UTF-8''%E0%A4%B0%E0%A4%B8%E0%A5%80%E0%A4%A6.pdf`,
    ],
    ['a"b\\c.pdf', `attachment; filename="a_b_c.pdf"; filename*=UTF-8''a%22b%5Cc.pdf`],
    ["it's (1)*.pdf", 'attachment; filename="it\'s (1)*.pdf"'],
    ["é's (1)*.pdf", `attachment; filename="_'s (1)*.pdf"; filename*=UTF-8''%C3%A9%27s%20%281%29%2A.pdf`],
    ['50%41.pdf', `attachment; filename="50_41.pdf"; filename*=UTF-8''50%2541.pdf`],
    ['', 'attachment; filename="file"'],
  ])('of %j', (fileName, header) => {
    expect(contentDisposition(fileName)).toBe(header);
  });

  it('never lets a name begin a new header', () => {
    const header = contentDisposition('a.pdf\r\nSet-Cookie: session=1\u0085\u0000');
    expect(header).toBe('attachment; filename="a.pdfSet-Cookie: session=1"');
  });

  it('survives half a surrogate pair', () => {
    expect(contentDisposition('\ud83d.pdf')).toBe(
      `attachment; filename="_.pdf"; filename*=UTF-8''%EF%BF%BD.pdf`,
    );
  });
});

describe('downloadDisposition', () => {
  it('shows only types without active content', () => {
    expect(downloadDisposition('a.png', 'image/png', true)).toMatch(/^inline/);
    expect(downloadDisposition('a.png', 'image/png', false)).toMatch(/^attachment/);
    expect(downloadDisposition('a.svg', 'image/svg+xml', true)).toMatch(/^attachment/);
  });
});

import { describe, expect, it } from 'vitest';
import type { EvidenceExtension } from '../evidence-type.ts';
import { inspectBuffer } from '../testing/inspect-buffer.ts';

const inspect = (ext: EvidenceExtension, content: string | Buffer) =>
  inspectBuffer(ext, Buffer.from(content as string));
const MISMATCH = { code: 'EVIDENCE_TYPE_MISMATCH' };
const INVALID = { code: 'EVIDENCE_CONTENT_INVALID' };

describe('text', () => {
  it.each([
    'BM,amount\n1,2',
    'MZ,amount\n',
    'ID3,name',
    '\ufeffनाम,रुपये\r\n',
    'a < b, c > d',
    '<total>,5',
    'end\x1a',
  ])('may be %j', async (content) => {
    await expect(inspect('csv', content)).resolves.toEqual([]);
  });

  it.each([
    '<!DOCTYPE html><p>',
    '  <HTML>',
    '\ufeff\n<script>alert(1)</script>',
    '<!-- --><b>',
    '<svg onload=x>',
    '<?xml version="1.0"?><a/>',
    '%PDF-1.7',
    '{\\rtf1}',
    '%!PS-Adobe-3.0',
  ])('is not %j', async (content) => {
    await expect(inspect('txt', content)).rejects.toMatchObject(MISMATCH);
  });

  it('is UTF-8 without control characters', async () => {
    await expect(inspect('csv', Buffer.from('caf\xe9', 'latin1'))).rejects.toMatchObject(MISMATCH);
    await expect(inspect('csv', Buffer.from('\ufeffa,b', 'utf16le'))).rejects.toMatchObject(MISMATCH);
    await expect(inspect('csv', Buffer.from('half a rupee \xe2\x82', 'latin1'))).rejects.toMatchObject(
      MISMATCH,
    );
    await expect(inspect('csv', 'a\0b')).rejects.toMatchObject({
      ...INVALID,
      details: { received: 'the byte 0x00' },
    });
  });

  it('is read whole: a character may lie across two pieces, a NUL at the very end', async () => {
    await expect(inspect('txt', 'x'.repeat(65_535) + '₹')).resolves.toEqual([]);
    await expect(inspect('txt', `${'x'.repeat(200_000)}\0`)).rejects.toMatchObject(INVALID);
  });
});

describe('XML', () => {
  it.each([
    '<a/>',
    '<?xml version="1.0" encoding="utf-8"?>\n<!-- c --><?pi x?><ns:a xmlns:ns="urn:x">1</ns:a>\n<!-- end -->\n',
  ])('may be %j', async (content) => {
    await expect(inspect('xml', content)).resolves.toEqual([]);
  });

  it.each([
    '<!DOCTYPE a SYSTEM "http://evil/"><a/>',
    '<!doctype a><a/>',
    `<a>${' '.repeat(65_530)}<!ENTITY x "y"></a>`,
    '<?xml version="1.0" encoding="utf-7"?><a/>',
    '<a><b></b',
    '<a>\0</a>',
  ])('is refused as %j', async (content) => {
    await expect(inspect('xml', content)).rejects.toMatchObject(INVALID);
  });

  it.each([
    'not xml',
    '<?xml version="1.0"?>',
    '<!-- open',
    '<html><p/></html>',
    '<svg/>',
    '<x xmlns="http://www.w3.org/1999/xhtml"/>',
  ])('is not %j', async (content) => {
    await expect(inspect('xml', content)).rejects.toMatchObject(MISMATCH);
  });

  it('is flagged when it brings a stylesheet', async () => {
    const styled = '<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><a/>';
    await expect(inspect('xml', styled)).resolves.toEqual(['xml-stylesheet']);
  });
});

describe('an e-mail', () => {
  it('has header fields, folded lines included', async () => {
    await expect(inspect('eml', 'Received: by x;\n\tlater\nFrom: a@b\n\nBody \xe9')).resolves.toEqual([]);
  });

  it.each([
    'Dear all,\n\nplease find',
    'note: one\nother: two\n\n',
    'From: a@b\n\n',
    '<html>',
    ' folded: first\nFrom: a\nTo: b\n\n',
  ])('is not %j', async (content) => {
    await expect(inspect('eml', content)).rejects.toMatchObject(MISMATCH);
  });

  it('carries no NUL', async () => {
    await expect(inspect('eml', 'From: a@b\nTo: c@d\n\nbody\0')).rejects.toMatchObject(INVALID);
  });
});

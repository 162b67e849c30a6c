import { describe, expect, it } from 'vitest';
import { EvidenceError } from './errors.ts';
import { LinkSigner } from './signed-link.ts';

const NOW = new Date('2026-10-01T10:00:00.500Z');
const KEY = 'tenant/entity/subject/evidence_1.pdf';
const SECRET = 'first-secret-of-at-least-32-bytes';
const OTHER = 'other-secret-of-at-least-32-bytes';
const request = {
  key: KEY,
  fileName: 'a & b=1.pdf',
  contentType: 'application/pdf',
  expiresInSeconds: 60,
  inline: true,
};

const signer = new LinkSigner('https://portal.example/app/', [SECRET]);
const url = signer.sign(request, NOW);
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

function failure(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof EvidenceError ? error.code : String(error);
  }
}

describe('a signed link', () => {
  it('stands under the public base and grants what was asked', () => {
    expect(url).toMatch(`https://portal.example/app/v1/evidence-files/${KEY}?exp=`);
    expect(signer.verify(url, NOW)).toEqual({
      key: KEY,
      fileName: 'a & b=1.pdf',
      contentType: 'application/pdf',
      disposition: 'inline; filename="a & b=1.pdf"',
      expiresAt: new Date('2026-10-01T10:01:00Z'),
    });
  });

  it('may come as the path a server sees', () => {
    expect(signer.verify(url.slice('https://portal.example/app'.length), NOW).key).toBe(KEY);
  });

  it('expires', () => {
    expect(() => signer.verify(url, later(59))).not.toThrow();
    expect(failure(() => signer.verify(url, later(60)))).toBe('EVIDENCE_LINK_EXPIRED');
  });

  it('is refused after any change', () => {
    const parsed = new URL(url);
    const exp = parsed.searchParams.get('exp') ?? '';
    const changed = [
      url.replace('evidence_1', 'evidence_2'),
      url.replace('/tenant/', '/tenanu/'),
      url.replace(exp, String(Number(exp) + 1)),
      url.replace('inline=1', 'inline=0'),
      url.replace('application%2Fpdf', 'text%2Fhtml'),
      url.replace(/sig=./, 'sig=-'),
      url.replace(/&sig=.*/, ''),
      url.replace(/exp=\d+&/, ''),
      url.replace('/v1/evidence-files/', '/v1/other/'),
      'http://[',
    ];
    const codes = changed.map((each) => failure(() => signer.verify(each, NOW)));
    expect(codes).toEqual(changed.map(() => 'EVIDENCE_LINK_INVALID'));
    expect(changed).not.toContain(url);
  });

  it('verifies under a previous secret while secrets are rotated, and not after', () => {
    const rotated = new LinkSigner('', [OTHER, SECRET]);
    expect(rotated.verify(url, NOW).key).toBe(KEY);
    expect(() => signer.verify(rotated.sign(request, NOW), NOW)).toThrow(/does not match/);
  });

  it.each([0, 1.5, 604_801, Number.NaN])('does not last %d seconds', (expiresInSeconds) => {
    expect(() => signer.sign({ ...request, expiresInSeconds }, NOW)).toThrow(RangeError);
  });

  it('needs a secret worth the name', () => {
    expect(() => new LinkSigner('', [])).toThrow(RangeError);
    expect(() => new LinkSigner('', [SECRET, 'short'])).toThrow(RangeError);
  });
});

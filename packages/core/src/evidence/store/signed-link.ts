/** Download links of the folder store: a path that carries its own expiry and HMAC-SHA-256 signature. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { downloadDisposition } from './content-disposition.ts';
import { LinkExpired, LinkInvalid } from './errors.ts';
import { checkKey } from './key.ts';
import { checkLifetime, type LinkRequest } from './store.ts';

/** Path under the public base where the HTTP route answers. */
export const EVIDENCE_LINK_PATH = '/v1/evidence-files/';

/** What a verified link grants. */
export interface SignedLink {
  readonly key: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Value for the `Content-Disposition` header. */
  readonly disposition: string;
  readonly expiresAt: Date;
}

interface Terms {
  readonly key: string;
  /** Seconds since 1970. */
  readonly exp: number;
  readonly name: string;
  readonly type: string;
  readonly inline: boolean;
}

const SHORTEST_SECRET_BYTES = 32;

/** Signs and verifies links. The first secret signs; the others still verify, so that secrets can be rotated. */
export class LinkSigner {
  readonly #base: string;
  readonly #secrets: readonly [string, ...string[]];

  /** `publicBase` is an origin with an optional path, or empty for links relative to the host. */
  constructor(publicBase: string, secrets: readonly string[]) {
    const [current, ...previous] = secrets;
    if (
      current === undefined ||
      secrets.some((secret) => Buffer.byteLength(secret) < SHORTEST_SECRET_BYTES)
    ) {
      throw new RangeError(`link secrets: expected one or more of ${SHORTEST_SECRET_BYTES} bytes at least`);
    }
    this.#base = publicBase.replace(/\/+$/, '');
    this.#secrets = [current, ...previous];
  }

  sign(request: LinkRequest, now: Date): string {
    const terms: Terms = {
      key: checkKey(request.key),
      exp: Math.floor(now.getTime() / 1000) + checkLifetime(request),
      name: request.fileName.toWellFormed(),
      type: request.contentType,
      inline: request.inline ?? false,
    };
    const query = new URLSearchParams({ exp: String(terms.exp), name: terms.name, type: terms.type });
    if (terms.inline) query.set('inline', '1');
    query.set('sig', signature(this.#secrets[0], terms).toString('base64url'));
    return `${this.#base}${EVIDENCE_LINK_PATH}${terms.key}?${query.toString()}`;
  }

  /** Accepts a whole URL or a path with its query. Throws LinkInvalid or LinkExpired. */
  verify(url: string, now: Date): SignedLink {
    const { terms, sent } = read(url);
    const signed = this.#secrets.map((secret) => sameBytes(signature(secret, terms), sent));
    if (!signed.includes(true)) throw new LinkInvalid('a signature that does not match');
    const expiresAt = new Date(terms.exp * 1000);
    if (expiresAt <= now) throw new LinkExpired(expiresAt);
    return {
      key: checkKey(terms.key),
      fileName: terms.name,
      contentType: terms.type,
      disposition: downloadDisposition(terms.name, terms.type, terms.inline),
      expiresAt,
    };
  }
}

function read(url: string): { terms: Terms; sent: Buffer } {
  const parsed = URL.parse(url, 'http://localhost');
  const at = parsed?.pathname.indexOf(EVIDENCE_LINK_PATH) ?? -1;
  if (parsed === null || at < 0) throw new LinkInvalid(`an address without ${EVIDENCE_LINK_PATH}`);
  const query = parsed.searchParams;
  const terms = {
    key: parsed.pathname.slice(at + EVIDENCE_LINK_PATH.length),
    exp: Number(query.get('exp')),
    name: query.get('name') ?? '',
    type: query.get('type') ?? '',
    inline: query.get('inline') === '1',
  };
  if (!Number.isSafeInteger(terms.exp)) throw new LinkInvalid('no expiry');
  return { terms, sent: Buffer.from(query.get('sig') ?? '', 'base64url') };
}

/** The terms travel as one JSON array, so that no value can pass for a part of its neighbour. */
function signature(secret: string, { key, exp, name, type, inline }: Terms): Buffer {
  const message = JSON.stringify(['evidence-link', key, exp, name, type, inline]);
  return createHmac('sha256', secret).update(message).digest();
}

function sameBytes(expected: Buffer, sent: Buffer): boolean {
  return expected.length === sent.length && timingSafeEqual(expected, sent);
}

import { hash } from 'node:crypto';
import type { Invalidation } from '../cache/invalidation.ts';
import type { Principal } from './principal.ts';
import type { VerifiedToken } from './token/access-token.ts';

/** The longest that another process may go on with what it knew, in milliseconds; in this one a change shows at once. */
const PRINCIPAL_MS = 5_000;
const MAX_TOKENS = 10_000;

interface Known {
  readonly claims: VerifiedToken;
  principal:
    { readonly value: Promise<Principal>; readonly at: number; readonly tags: readonly string[] } | undefined;
}

/** Verified tokens, by their hash, and who stands behind them. */
export class PrincipalCache {
  readonly #tokens = new Map<string, Known>();
  /** One request asks more than once. */
  #last = { bearer: '', key: '' };

  constructor(invalidation: Invalidation) {
    invalidation.subscribe((tag) => this.#forget(tag));
  }

  claims(bearer: string): VerifiedToken | undefined {
    return this.#tokens.get(this.#keyOf(bearer))?.claims;
  }

  keepClaims(bearer: string, claims: VerifiedToken): void {
    if (this.#tokens.size >= MAX_TOKENS) this.#tokens.delete(this.#tokens.keys().next().value!);
    this.#tokens.set(this.#keyOf(bearer), { claims, principal: undefined });
  }

  /**
   * What is known, or else what `look` finds. Requests that come while it looks share the answer. A change that is
   * told meanwhile takes the entry away, so an answer from before the change serves only those who asked before it.
   */
  principal(bearer: string, tags: readonly string[], look: () => Promise<Principal>): Promise<Principal> {
    const known = this.#tokens.get(this.#keyOf(bearer));
    if (!known) return look();
    if (known.principal && performance.now() - known.principal.at < PRINCIPAL_MS)
      return known.principal.value;
    const entry = { value: look(), at: performance.now(), tags };
    known.principal = entry;
    entry.value.catch(() => {
      if (known.principal === entry) known.principal = undefined;
    });
    return entry.value;
  }

  #keyOf(bearer: string): string {
    if (bearer !== this.#last.bearer) this.#last = { bearer, key: hash('sha256', bearer, 'base64url') };
    return this.#last.key;
  }

  /** Walks all entries: changes of access are rare, and requests are not. */
  #forget(tag: string): void {
    for (const known of this.#tokens.values()) {
      if (known.principal?.tags.includes(tag)) known.principal = undefined;
    }
  }
}

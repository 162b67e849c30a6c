import { hostToken } from '../../container/token.ts';
import type { Clock } from '../../context/clock.ts';
import type { IdentityConfig } from '../bindings.ts';
import {
  keyIdOf,
  mintAccessToken,
  InvalidToken,
  verifyAccessToken,
  type AccessClaims,
  type VerifiedToken,
} from './access-token.ts';
import type { SigningKeys } from './signing-keys.ts';

export interface MintedToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
}

/** Makes and reads access tokens with the portal's own keys. */
export interface AccessTokens {
  mint(
    claims: Pick<AccessClaims, 'audience' | 'subject' | 'session' | 'tenant' | 'roles'>,
    sessionEnd: Date,
  ): Promise<MintedToken>;
  /** @throws InvalidToken */
  read(token: string): Promise<VerifiedToken>;
  /** Whether a key that was believed is believed still. */
  believes(kid: string): Promise<boolean>;
}

export const accessTokens = hostToken<AccessTokens>('core.access-tokens');

class SignedAccessTokens implements AccessTokens {
  readonly #keys: SigningKeys;
  readonly #clock: Clock;
  readonly #config: IdentityConfig;

  constructor(keys: SigningKeys, clock: Clock, config: IdentityConfig) {
    this.#keys = keys;
    this.#clock = clock;
    this.#config = config;
  }

  async mint(
    claims: Pick<AccessClaims, 'audience' | 'subject' | 'session' | 'tenant' | 'roles'>,
    sessionEnd: Date,
  ): Promise<MintedToken> {
    const issuedAt = this.#clock.now();
    const life = issuedAt.getTime() + this.#config.accessTokenSeconds * 1000;
    const expiresAt = new Date(Math.min(life, sessionEnd.getTime()));
    const key = await this.#keys.current();
    return {
      accessToken: mintAccessToken({ ...claims, issuedAt, expiresAt }, key, this.#config.publicUrl),
      expiresAt,
    };
  }

  async read(token: string): Promise<VerifiedToken> {
    const key = await this.#keys.find(keyIdOf(token));
    if (!key) throw new InvalidToken('signed with a key that is not ours');
    return verifyAccessToken(token, key, this.#config.publicUrl, this.#clock.now());
  }

  async believes(kid: string): Promise<boolean> {
    return (await this.#keys.find(kid)) !== undefined;
  }
}

export default ({
  keys,
  clock,
  config,
}: {
  keys: SigningKeys;
  clock: Clock;
  config: IdentityConfig;
}): AccessTokens => new SignedAccessTokens(keys, clock, config);

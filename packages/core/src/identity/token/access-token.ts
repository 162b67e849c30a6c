import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

/** Whom a token is for: the people of tenants, or operators. One is never good in place of the other. */
export type Audience = 'compliance-os' | 'compliance-os-operator';

export interface AccessClaims {
  readonly audience: Audience;
  /** person or operator */
  readonly subject: string;
  readonly session: string;
  /** undefined until one is chosen, and for operators */
  readonly tenant: string | undefined;
  /** for the reader's information: what the bearer may do is looked up, never read from the token */
  readonly roles: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** What a token says, and the key that it was found to be signed with. */
export interface VerifiedToken extends AccessClaims {
  readonly kid: string;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** A bearer token that is not one of ours, or not good any more. The reason is for the log, not for the sender. */
export class InvalidToken extends Error {}

/** RFC 9068: nothing but an access token has this type. */
const TYPE = 'at+jwt';
const LONGEST_TOKEN = 4096;
const LONGEST_LIFE = '24h';

/** Exactly these members: a header that names a key (`jwk`, `jku`, `x5u`) or asks for more (`crit`) is not ours. */
const Header = z.strictObject({ alg: z.literal('ES256'), typ: z.literal(TYPE), kid: z.string().max(64) });

const Claims = z.object({
  aud: z.enum(['compliance-os', 'compliance-os-operator']),
  sub: z.uuid(),
  sid: z.uuid(),
  tenant: z.uuid().optional(),
  roles: z.array(z.string()),
  iat: z.int(),
  exp: z.int(),
});

const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);

export const mintAccessToken = (claims: AccessClaims, key: SigningKey, issuer: string): string =>
  jwt.sign(
    {
      sid: claims.session,
      ...(claims.tenant === undefined ? {} : { tenant: claims.tenant }),
      roles: claims.roles,
      iat: seconds(claims.issuedAt),
      exp: seconds(claims.expiresAt),
    },
    key.privateKey,
    {
      algorithm: 'ES256',
      header: { alg: 'ES256', typ: TYPE, kid: key.kid },
      issuer,
      audience: claims.audience,
      subject: claims.subject,
    },
  );

/** The id of the key that a token claims to be signed with. @throws InvalidToken */
export const keyIdOf = (token: string): string => {
  if (token.length > LONGEST_TOKEN) throw new InvalidToken('longer than any token of ours');
  const header = Header.safeParse(jwt.decode(token, { complete: true })?.header);
  if (!header.success) throw new InvalidToken('not an access token of ours');
  return header.data.kid;
};

/**
 * What a token says, once its signature, type, issuer, audience and times are checked. The algorithm comes from
 * here and never from the token (the confusion attacks of CVE-2015-9235 and its many repetitions).
 * @throws InvalidToken
 */
export const verifyAccessToken = (
  token: string,
  publicKey: KeyObject,
  issuer: string,
  now: Date,
): VerifiedToken => {
  const kid = keyIdOf(token);
  let payload: unknown;
  try {
    payload = jwt.verify(token, publicKey, {
      algorithms: ['ES256'],
      issuer,
      audience: ['compliance-os', 'compliance-os-operator'],
      maxAge: LONGEST_LIFE,
      clockTimestamp: seconds(now),
    });
  } catch (error) {
    throw new InvalidToken(error instanceof Error ? error.message : 'unreadable', { cause: error });
  }
  const claims = Claims.safeParse(payload);
  if (!claims.success) throw new InvalidToken('its claims are not ours');
  const { aud, sub, sid, tenant, roles, iat, exp } = claims.data;
  return {
    kid,
    audience: aud,
    subject: sub,
    session: sid,
    tenant,
    roles,
    issuedAt: new Date(iat * 1000),
    expiresAt: new Date(exp * 1000),
  };
};

import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { describe, expect, test } from 'vitest';
import {
  InvalidToken,
  keyIdOf,
  mintAccessToken,
  verifyAccessToken,
  type AccessClaims,
  type VerifiedToken,
} from './access-token.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ISSUER = 'https://portal.example.in';
const NOW = new Date('2026-06-01T04:00:00Z');
const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000);

const claims: AccessClaims = {
  audience: 'compliance-os',
  subject: '01970000-0000-7000-8000-000000000001',
  session: '01970000-0000-7000-8000-000000000002',
  tenant: '01970000-0000-7000-8000-000000000003',
  roles: ['auditor'],
  issuedAt: NOW,
  expiresAt: minutes(10),
};
const key = { kid: 'k1', privateKey };
const good = mintAccessToken(claims, key, ISSUER);
const [header64, payload64, signature64] = good.split('.') as [string, string, string];

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const payload = JSON.parse(Buffer.from(payload64, 'base64url').toString()) as Record<string, unknown>;
/** A token with this header and payload, signed by our own key: only the checks stand between it and acceptance. */
const signed = (header: object, body: object = payload): string => {
  const text = `${encode(header)}.${encode(body)}`;
  const signature = createSign('sha256').update(text).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
};
const OURS = { alg: 'ES256', typ: 'at+jwt', kid: 'k1' };
const read = (token: string, now = NOW): VerifiedToken => verifyAccessToken(token, publicKey, ISSUER, now);

test('a token says what it was given', () => {
  expect(read(good)).toEqual({ ...claims, kid: 'k1' });
  expect(keyIdOf(good)).toBe('k1');
  expect(jwt.decode(good, { complete: true })?.header).toEqual(OURS);
});

test('the forged tokens below differ from a good one in one thing only', () => {
  expect(read(signed(OURS))).toEqual({ ...claims, kid: 'k1' });
});

describe('a token is refused', () => {
  const hmacWithPublicKey = (): string => {
    const text = `${encode({ ...OURS, alg: 'HS256' })}.${payload64}`;
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
  };
  test.each<[string, string]>([
    ['without a signature', `${header64}.${payload64}.`],
    ['of algorithm none', `${encode({ ...OURS, alg: 'none' })}.${payload64}.`],
    ['of algorithm None', `${encode({ ...OURS, alg: 'None' })}.${payload64}.${signature64}`],
    ['signed with HMAC and the public key', hmacWithPublicKey()],
    ['of another algorithm with an elliptic curve', signed({ ...OURS, alg: 'ES384' })],
    ['signed by another key', mintAccessToken(claims, { kid: 'k1', privateKey: other.privateKey }, ISSUER)],
    ['with a signature of zeros', `${header64}.${payload64}.${Buffer.alloc(64).toString('base64url')}`],
    ['that brings its own key', signed({ ...OURS, jwk: other.publicKey.export({ format: 'jwk' }) })],
    ['that says where its key is', signed({ ...OURS, jku: 'https://evil.example/keys' })],
    ['with critical extensions', signed({ ...OURS, crit: ['exp'] })],
    ['of type JWT', signed({ ...OURS, typ: 'JWT' })],
    ['without a type', signed({ alg: 'ES256', kid: 'k1' })],
    ['without a key id', signed({ alg: 'ES256', typ: 'at+jwt' })],
    ['of another issuer', signed(OURS, { ...payload, iss: 'https://evil.example' })],
    ['for another audience', signed(OURS, { ...payload, aud: 'another' })],
    ['for two audiences', signed(OURS, { ...payload, aud: ['compliance-os', 'compliance-os-operator'] })],
    ['without an end', signed(OURS, { ...payload, exp: undefined })],
    ['without an issue time', signed(OURS, { ...payload, iat: undefined })],
    ['whose subject is not a person', signed(OURS, { ...payload, sub: 'admin' })],
    ['without a session', signed(OURS, { ...payload, sid: undefined })],
    ['that is not valid yet', signed(OURS, { ...payload, nbf: Math.floor(NOW.getTime() / 1000) + 60 })],
    [
      'with a changed payload',
      `${header64}.${encode({ ...payload, roles: ['tenant-administrator'] })}.${signature64}`,
    ],
    ['that is not a token', 'abc'],
    ['of nothing', ''],
    ['of excessive length', `${good}${'a'.repeat(5000)}`],
  ])('%s', (_, token) => {
    expect(() => read(token)).toThrow(InvalidToken);
  });

  test('after its end, to the second', () => {
    expect(read(good, new Date(minutes(10).getTime() - 1000)).subject).toBe(claims.subject);
    expect(() => read(good, minutes(10))).toThrow(InvalidToken);
  });

  test('when older than a day, whatever it says about its end', () => {
    const long = mintAccessToken({ ...claims, expiresAt: minutes(48 * 60) }, key, ISSUER);
    expect(read(long, minutes(23 * 60)).subject).toBe(claims.subject);
    expect(() => read(long, minutes(25 * 60))).toThrow(InvalidToken);
  });
});

import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyPair, isSignedBy, keyId, readPublicKey, signManifest } from './keys.ts';

/** RFC 8032, section 7.1, test 2. */
const PRIVATE = `-----BEGIN PRIVATE KEY-----
${Buffer.from(`302e020100300506032b657004220420${'4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'}`, 'hex').toString('base64')}
-----END PRIVATE KEY-----`;
const PUBLIC = Buffer.from(
  '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  'hex',
).toString('base64');
const SIGNATURE = Buffer.from(
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  'hex',
).toString('base64');

describe('the keys of packages', () => {
  it('sign and verify as RFC 8032 has it', () => {
    const message = Uint8Array.of(0x72);
    const signed = signManifest(message, PRIVATE);
    expect(signed).toEqual({ key: keyId(PUBLIC), algorithm: 'ed25519', signature: SIGNATURE });
    expect(isSignedBy(message, signed, PUBLIC)).toBe(true);
    expect(isSignedBy(Uint8Array.of(0x73), signed, PUBLIC)).toBe(false);
    expect(isSignedBy(message, signed, createKeyPair().publicKey)).toBe(false);
  });

  it('are read as base64 or PEM, and nothing else is', () => {
    const pem = createPublicKey(PRIVATE).export({ type: 'spki', format: 'pem' }) as string;
    expect(readPublicKey(pem)).toBe(PUBLIC);
    expect(readPublicKey(` ${PUBLIC}\n`)).toBe(PUBLIC);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    for (const other of [
      '',
      'abc',
      PUBLIC.slice(1),
      PRIVATE,
      rsa.export({ type: 'spki', format: 'pem' }) as string,
    ])
      expect(readPublicKey(other)).toBeUndefined();
  });
});

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openPrivateKey, sealPrivateKey } from './key-sealing.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const encryptionKey = randomBytes(32);
const sealed = sealPrivateKey(privateKey, 'k1', encryptionKey);

test('a sealed key opens with the key it was sealed with', () => {
  expect(openPrivateKey(sealed, 'k1', encryptionKey).equals(privateKey)).toBe(true);
});

test('what rests holds nothing of the key', () => {
  const plain = privateKey.export({ type: 'pkcs8', format: 'der' });
  expect(sealed.content.includes(plain.subarray(40, 60))).toBe(false);
});

test('without an encryption key it lies open, and says so', () => {
  const open = sealPrivateKey(privateKey, 'k1', undefined);
  expect(open.sealedBy).toBeNull();
  expect(openPrivateKey(open, 'k1', encryptionKey).equals(privateKey)).toBe(true);
});

test('another key, or none, is named in the refusal without being told', () => {
  expect(() => openPrivateKey(sealed, 'k1', undefined)).toThrow(
    /sealed with the encryption key \w{16}; the configuration has no key/,
  );
  expect(() => openPrivateKey(sealed, 'k1', randomBytes(32))).toThrow(/the configuration has the key \w{16}/);
});

test('copied to the row of another key, or changed, it does not open', () => {
  expect(() => openPrivateKey(sealed, 'k2', encryptionKey)).toThrow(/authenticate/);
  const changed = Buffer.from(sealed.content);
  changed[40]! ^= 1;
  expect(() => openPrivateKey({ ...sealed, content: changed }, 'k1', encryptionKey)).toThrow(/authenticate/);
});

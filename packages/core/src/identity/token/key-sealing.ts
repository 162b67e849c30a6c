import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { openBytes, sealBytes } from '../../secrets/sealing.ts';

/** A private key as it rests in the database. `sealedBy` names the key that opens it; null where it lies open. */
export interface SealedKey {
  readonly content: Buffer;
  readonly sealedBy: string | null;
}

/** What binds a sealed key to its row: copied to another, it does not open. */
const boundTo = (kid: string): string => `core.signing_key|private_key|${kid}`;

/** A name for a key-encryption key that tells nothing about it. */
export const nameOfKey = (key: Buffer): string =>
  createHash('sha256').update('name of key').update(key).digest('hex').slice(0, 16);

/**
 * AES-256-GCM under the key-encryption key of the configuration (32 bytes); without one the key lies open, which
 * suits a machine that one person uses.
 */
export const sealPrivateKey = (
  privateKey: KeyObject,
  kid: string,
  encryptionKey: Buffer | undefined,
): SealedKey => {
  const plain = privateKey.export({ type: 'pkcs8', format: 'der' });
  if (!encryptionKey) return { content: plain, sealedBy: null };
  return { content: sealBytes(plain, boundTo(kid), encryptionKey), sealedBy: nameOfKey(encryptionKey) };
};

/** @throws Error where the configuration lacks the key that it was sealed with, or the content was tampered with */
export const openPrivateKey = (
  sealed: SealedKey,
  kid: string,
  encryptionKey: Buffer | undefined,
): KeyObject => {
  const read = (der: Buffer): KeyObject => createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  if (sealed.sealedBy === null) return read(sealed.content);
  if (!encryptionKey || nameOfKey(encryptionKey) !== sealed.sealedBy) {
    const received = encryptionKey ? `the key ${nameOfKey(encryptionKey)}` : 'no key';
    throw new Error(
      `signing key ${kid}: sealed with the encryption key ${sealed.sealedBy}; the configuration has ${received}`,
    );
  }
  return read(openBytes(sealed.content, boundTo(kid), encryptionKey));
};

/** Ed25519 keys (RFC 8032): an author's private key signs packages, operators trust the public one. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { PackageSignature } from './manifest.ts';

const RAW_BYTES = 32;
/** What stands before the 32 bytes of an Ed25519 public key in DER (RFC 8410). */
const DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const rawOf = (publicKey: KeyObject): string =>
  publicKey.export({ type: 'spki', format: 'der' }).subarray(DER_PREFIX.length).toString('base64');

/** The first 16 hex digits of SHA-256 over the raw 32 bytes of the public key. */
export const keyId = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);

/**
 * A public key in any form that one is handed over in: its raw 32 bytes in base64, or PEM.
 * @returns the raw bytes in base64; undefined where it is no Ed25519 public key
 */
export const readPublicKey = (text: string): string | undefined => {
  const given = text.trim();
  if (given.includes('PRIVATE KEY')) return undefined;
  if (given.startsWith('-----BEGIN')) {
    try {
      const key = createPublicKey(given);
      return key.asymmetricKeyType === 'ed25519' ? rawOf(key) : undefined;
    } catch {
      return undefined;
    }
  }
  const raw = Buffer.from(given, 'base64');
  return raw.length === RAW_BYTES && raw.toString('base64') === given ? given : undefined;
};

/** A new pair: the private key as PEM (PKCS #8), the public one as its raw bytes in base64. */
export const createKeyPair = (): { readonly privateKey: string; readonly publicKey: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    publicKey: rawOf(publicKey),
  };
};

/**
 * Signs the exact bytes of a `plugin.json`.
 * @param privateKey PEM
 * @throws Error where it is no Ed25519 private key
 */
export const signManifest = (manifest: Uint8Array, privateKey: string): PackageSignature => {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`private key: expected Ed25519, received ${key.asymmetricKeyType}`);
  return {
    key: keyId(rawOf(createPublicKey(key))),
    algorithm: 'ed25519',
    signature: sign(null, manifest, key).toString('base64'),
  };
};

/** @param publicKey raw bytes in base64 */
export const isSignedBy = (
  manifest: Uint8Array,
  { signature }: PackageSignature,
  publicKey: string,
): boolean => {
  const der = Buffer.concat([DER_PREFIX, Buffer.from(publicKey, 'base64')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, manifest, key, Buffer.from(signature, 'base64'));
};

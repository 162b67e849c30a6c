import type { Finding } from '../../plugin/validate.ts';
import { isSignedBy } from '../keys.ts';
import { PackageSignature, readJsonFile, SIGNATURE_FILE } from '../manifest.ts';
import { isRevokedKey, type Trust } from '../trust.ts';

/** Who stands for a package. */
export interface Signer {
  readonly key: string;
  /** as the operator called the key */
  readonly name: string;
}

export type SignatureCheck =
  | { readonly signer: Signer | undefined; readonly findings: readonly [] }
  | { readonly signer: undefined; readonly findings: readonly Finding[] };

export interface SignatureParts {
  /** who is blamed */
  readonly plugin: string;
  /** exact bytes of `plugin.json` */
  readonly manifest: Uint8Array;
  /** bytes of `plugin.sig`; undefined where there is none */
  readonly signature: Uint8Array | undefined;
}

/**
 * Whether a key that the operator trusts has signed the manifest.
 * @param allowUnsigned lets a package pass that has no signature at all; one that has a wrong one never passes
 * @returns no signer and no findings for an unsigned package that may pass
 */
export const checkSignature = (
  { plugin, manifest, signature }: SignatureParts,
  trust: Trust,
  allowUnsigned: boolean,
): SignatureCheck => {
  const refused = (path: string, expected: string, received: string, remedy: string): SignatureCheck => ({
    signer: undefined,
    findings: [{ plugin, path, expected, received, remedy }],
  });
  if (!signature) {
    if (allowUnsigned) return { signer: undefined, findings: [] };
    return refused(
      SIGNATURE_FILE,
      'a signature',
      'none',
      'sign it with "compliance-os-plugin sign", or set PLUGINS_ALLOW_UNSIGNED=true to run code that nobody stands for',
    );
  }
  const read = readJsonFile(plugin, SIGNATURE_FILE, PackageSignature, signature);
  if ('findings' in read) return { signer: undefined, findings: read.findings };
  const { key } = read.value;
  if (isRevokedKey(trust, key))
    return refused(
      `${SIGNATURE_FILE}: key`,
      'a key that is not revoked',
      key,
      'get a version that its author signed with another key',
    );
  const trusted = trust.keys.find(({ id }) => id === key);
  if (!trusted)
    return refused(
      `${SIGNATURE_FILE}: key`,
      'a key that the operator trusts',
      key,
      'ask its author for the public key by another way, then "compliance-os plugin trust <public key>"',
    );
  if (!isSignedBy(manifest, read.value, trusted.publicKey))
    return refused(
      `${SIGNATURE_FILE}: signature`,
      `the signature of "${trusted.name}" (${key}) over plugin.json`,
      'one that does not fit',
      'get the package again from its author',
    );
  return { signer: { key, name: trusted.name }, findings: [] };
};

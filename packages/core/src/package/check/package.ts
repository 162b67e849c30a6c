import type { Finding } from '../../plugin/validate.ts';
import { hashesOf, type PackageFiles } from '../files.ts';
import {
  MANIFEST_FILE,
  nameOf,
  readPackageManifest,
  SIGNATURE_FILE,
  type PackageManifest,
} from '../manifest.ts';
import { isRevokedVersion, type Trust } from '../trust.ts';
import { checkFiles } from './files.ts';
import { checkSignature, type Signer } from './signature.ts';

/** Whom packages may be from. */
export interface TrustPolicy {
  readonly trust: Trust;
  readonly allowUnsigned: boolean;
}

export interface CheckedPackage {
  /** undefined where `plugin.json` is missing or cannot be read */
  readonly manifest: PackageManifest | undefined;
  /** undefined where nobody stands for it */
  readonly signer: Signer | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Whether the package is whole and from whom it should be: its manifest, signature, revocations, the hash of each file.
 * What it needs of the host is another question (`checkFit`).
 * @param source blamed until the id is known: the name of an archive or folder
 */
export const checkPackage = (
  source: string,
  files: PackageFiles,
  { trust, allowUnsigned }: TrustPolicy,
): CheckedPackage => {
  const bytes = files.get(MANIFEST_FILE);
  if (!bytes)
    return {
      manifest: undefined,
      signer: undefined,
      findings: [
        {
          plugin: source,
          path: MANIFEST_FILE,
          expected: 'a built plugin',
          received: 'no such file',
          remedy: 'build it with "compliance-os-plugin build"',
        },
      ],
    };
  const read = readPackageManifest(source, bytes);
  if ('findings' in read) return { manifest: undefined, signer: undefined, findings: read.findings };
  const manifest = read.value;
  const plugin = nameOf(manifest);
  const { signer, findings } = checkSignature(
    { plugin, manifest: bytes, signature: files.get(SIGNATURE_FILE) },
    trust,
    allowUnsigned,
  );
  const revoked: Finding[] = isRevokedVersion(trust, manifest)
    ? [
        {
          plugin,
          path: `${MANIFEST_FILE}: version`,
          expected: 'a version that is not revoked',
          received: manifest.version,
          remedy: 'install another version',
        },
      ]
    : [];
  return { manifest, signer, findings: [...findings, ...revoked, ...checkFiles(manifest, hashesOf(files))] };
};

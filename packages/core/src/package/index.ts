/** A plugin as it travels: the format of a built package, and what makes and checks one. Needs no host. */
export {
  MANIFEST_FILE,
  MIGRATIONS_FOLDER,
  nameOf,
  PackageManifest,
  PackageSignature,
  readPackageManifest,
  SERVER_ENTRY,
  SIGNATURE_FILE,
  UI_API,
  UI_FOLDER,
  type PackageManifestInput,
} from './manifest.ts';
export { filePathFault } from './file-path.ts';
export { LIMITS, PackageRefused, sha256, type PackageFiles } from './files.ts';
export { readFolder } from './folder.ts';
export { readArchive } from './archive.ts';
export { createKeyPair, keyId, readPublicKey, signManifest } from './keys.ts';
export { NO_TRUST, Trust, withKey, withoutKey, withoutVersion } from './trust.ts';
export { checkFiles } from './check/files.ts';
export { checkFit, type HostOffer } from './check/fit.ts';
export { checkPackage, type CheckedPackage, type TrustPolicy } from './check/package.ts';
export { checkSignature, type Signer } from './check/signature.ts';
export { checkSuccession } from './check/succession.ts';

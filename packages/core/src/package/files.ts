import { createHash } from 'node:crypto';
import { describeFinding, type Finding } from '../plugin/validate.ts';

/** What a package holds: path → bytes, `plugin.json` and `plugin.sig` among them. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** How much one package may hold. A plugin of this repository has a hundredth of it. */
export const LIMITS = {
  /** bytes of the archive as it is sent */
  archiveBytes: 32 * 1024 * 1024,
  /** bytes of everything in it, and of its own structure */
  unpackedBytes: 96 * 1024 * 1024,
  /** bytes of one file */
  fileBytes: 16 * 1024 * 1024,
  files: 2_000,
} as const;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Path → SHA-256 of every file. */
export const hashesOf = (files: PackageFiles): ReadonlyMap<string, string> =>
  new Map([...files].map(([path, bytes]) => [path, sha256(bytes)]));

/** A package that is not installed or not run, and everything that speaks against it. */
export class PackageRefused extends Error {
  readonly code = 'PACKAGE_REFUSED';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map(describeFinding).join('\n'));
    this.findings = findings;
  }
}

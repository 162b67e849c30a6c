import semver from 'semver';
import type { Finding } from '../../plugin/validate.ts';
import { MANIFEST_FILE, MIGRATIONS_FOLDER, nameOf, type PackageManifest } from '../manifest.ts';

/** Breaking migrations of the one that the other does not bring: it could not run on the schema they leave. */
const breakingBetween = (installed: PackageManifest, next: PackageManifest): readonly string[] =>
  installed.breaking.filter((name) => !Object.hasOwn(next.files, `${MIGRATIONS_FOLDER}${name}.js`));

/**
 * Whether one version of a plugin can follow others on the data that they have made.
 * @param earlier the one that is installed first, then those that have been
 */
export const checkSuccession = (
  earlier: readonly PackageManifest[],
  next: PackageManifest,
): readonly Finding[] => {
  const named = new Map<string, PackageManifest>();
  for (const one of earlier)
    for (const name of breakingBetween(one, next)) if (!named.has(name)) named.set(name, one);
  return [...named].map(([name, one]) => ({
    plugin: nameOf(next),
    path: `${MANIFEST_FILE}: version`,
    expected: `a version that knows the breaking migration ${name} of ${nameOf(one)}`,
    received: `${semver.lt(next.version, one.version) ? 'the older' : 'the other'} ${next.version}`,
    remedy: `stay with ${one.version} or install a later one`,
  }));
};

import semver from 'semver';
import type { Finding } from '../../plugin/validate.ts';
import { MANIFEST_FILE, MIGRATIONS_FOLDER, nameOf, type PackageManifest } from '../manifest.ts';

/** Breaking migrations of the one that the other does not bring: it could not run on the schema they leave. */
export const breakingBetween = (installed: PackageManifest, next: PackageManifest): readonly string[] =>
  installed.breaking.filter((name) => !Object.hasOwn(next.files, `${MIGRATIONS_FOLDER}${name}.js`));

/** Whether one version of a plugin can follow another on the data that this one has. */
export const checkSuccession = (installed: PackageManifest, next: PackageManifest): readonly Finding[] =>
  breakingBetween(installed, next).map((name) => ({
    plugin: nameOf(next),
    path: `${MANIFEST_FILE}: version`,
    expected: `a version that knows the breaking migration ${name} of ${nameOf(installed)}`,
    received: `${semver.lt(next.version, installed.version) ? 'the older' : 'the other'} ${next.version}`,
    remedy: `stay with ${installed.version} or install a later one`,
  }));

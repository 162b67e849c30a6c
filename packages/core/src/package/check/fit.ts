import semver from 'semver';
import type { Finding } from '../../plugin/validate.ts';
import { nearest } from '../../plugin/nearest.ts';
import { MANIFEST_FILE, nameOf, type PackageManifest } from '../manifest.ts';

/** What a package finds on the portal it is installed on: versions, and what is taken. */
export interface HostOffer {
  readonly hostApi: string;
  readonly uiApi: number;
  /** plugin → version, of those that are there */
  readonly plugins: ReadonlyMap<string, string>;
  /** ids of the plugins that the portal is built with: an installed one cannot take their place */
  readonly builtIn: ReadonlySet<string>;
  /** module that the host gives → its version */
  readonly shared: ReadonlyMap<string, string>;
}

/** Prereleases of a version that a range names count as it does: an author tries them out. */
const fits = (version: string, range: string): boolean =>
  semver.satisfies(version, range, { includePrerelease: true });

const did = (word: string, among: Iterable<string>): string | undefined => {
  const close = nearest(word, among);
  return close === undefined ? undefined : `did you mean "${close}"?`;
};

/** Whether the package was made for a portal like this one: its API, its other plugins, its shared modules. */
export const checkFit = (manifest: PackageManifest, offer: HostOffer): readonly Finding[] => {
  const found: Finding[] = [];
  const at = (path: string, expected: string, received: string, remedy?: string): void => {
    found.push({
      plugin: nameOf(manifest),
      path: `${MANIFEST_FILE}: ${path}`,
      expected,
      received,
      ...(remedy === undefined ? {} : { remedy }),
    });
  };
  if (offer.builtIn.has(manifest.id))
    at('id', 'an id that no plugin of the portal itself has', `"${manifest.id}"`);
  if (!semver.satisfies(offer.hostApi, manifest.hostApi))
    at(
      'hostApi',
      `a range that contains this host's ${offer.hostApi}`,
      `"${manifest.hostApi}"`,
      'use a plugin version made for this host',
    );
  if (manifest.uiApi !== undefined && manifest.uiApi !== offer.uiApi)
    at(
      'uiApi',
      `this back office's ${offer.uiApi}`,
      String(manifest.uiApi),
      'use a plugin version built for this back office',
    );
  for (const [id, range] of Object.entries(manifest.requires)) {
    const version = offer.plugins.get(id);
    if (version === undefined)
      at(
        `requires.${id}`,
        'an installed plugin',
        'none',
        did(id, offer.plugins.keys()) ?? `install "${id}" first`,
      );
    else if (!fits(version, range))
      at(`requires.${id}`, `a range that contains the installed ${version}`, `"${range}"`);
  }
  for (const [specifier, range] of Object.entries(manifest.shared)) {
    const version = offer.shared.get(specifier);
    if (version === undefined)
      at(
        `shared.${specifier}`,
        `a module that this host gives (${[...offer.shared.keys()].toSorted().join(', ')})`,
        'another',
        did(specifier, offer.shared.keys()) ?? 'its author has to bundle it',
      );
    else if (!fits(version, range))
      at(
        `shared.${specifier}`,
        `a range that contains this host's ${version}`,
        `"${range}"`,
        'use a plugin version built for this host',
      );
  }
  return found;
};

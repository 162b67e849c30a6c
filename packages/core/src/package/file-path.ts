/** Letters that mean the same on every file system and in every address. */
const SEGMENT = /^[A-Za-z0-9_@~+.-]+$/;
const MOST_LETTERS = 240;
/** Names of devices on Windows, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * What is wrong with a path inside a package: it names a file below the folder that the package is unpacked to, on every
 * system the same one, or it is refused. Nothing is repaired: a path that needs it was not written by an honest build.
 *
 * @returns undefined where it is in order
 */
export const filePathFault = (path: string): string | undefined => {
  if (path.length === 0 || path.length > MOST_LETTERS) return `between 1 and ${MOST_LETTERS} letters`;
  if (path.startsWith('/')) return 'a relative path';
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') return 'no empty, "." or ".." part';
    if (!SEGMENT.test(segment)) return 'letters, digits and _ @ ~ + . - only';
    if (segment.endsWith('.') || DEVICE.test(segment)) return 'a name that every file system can hold';
  }
  return undefined;
};

/**
 * The paths that cannot stand beside another: one twice, twice but for capitals, or a file where another needs a folder.
 * @returns each such path once
 */
export const clashingPaths = (paths: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  const folders = new Set<string>();
  const clashing = new Set<string>();
  for (const path of paths) {
    const key = path.toLowerCase();
    if (seen.has(key)) clashing.add(path);
    seen.add(key);
    for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1))
      folders.add(key.slice(0, end));
  }
  for (const path of paths) if (folders.has(path.toLowerCase())) clashing.add(path);
  return [...clashing];
};

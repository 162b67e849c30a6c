/** What is deprecated says since when, what to use, and the version that it goes with. */
import semver from 'semver';

const FORM = /^since (\d+\.\d+\.\d+), removed in (\d+\.\d+\.\d+): \S/;

/**
 * @param text of a declaration file
 * @param version of the package now
 * @returns one line for each tag that is not of the form, or that is due
 */
export const deprecationFaults = (file: string, text: string, version: string): readonly string[] =>
  [...text.matchAll(/@deprecated\b[ \t]*([^\n*]*)/g)].flatMap(([, words = '']) => {
    const said = words.trim();
    const [, , removedIn] = FORM.exec(said) ?? [];
    if (removedIn === undefined)
      return [
        `${file}: @deprecated: expected "since 1.1.0, removed in 2.0.0: what to use instead", received "${said}"`,
      ];
    return semver.gte(version, removedIn)
      ? [`${file}: @deprecated ${said}: expected it to be gone in ${removedIn}, received version ${version}`]
      : [];
  });

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TEMPLATES = fileURLToPath(new URL('../templates/', import.meta.url));

/** Word between double underscores → what stands there instead: `{ id: 'food' }` for `__id__`. */
export type Words = Readonly<Record<string, string>>;

/** @throws Error for a word that is not given: a template with a mistake in it */
export const fill = (text: string, words: Words): string =>
  text.replaceAll(/__([A-Za-z]+)__/g, (_, word: string) => {
    const given = words[word];
    if (given === undefined) throw new Error(`template: expected a value for __${word}__, received none`);
    return given;
  });

/**
 * A template's files by their path, words filled in; also in paths. Files for npm and oxlint, which would take them for
 * ours, begin with `_` instead of a dot.
 */
export const readTemplate = (name: string, words: Words): ReadonlyMap<string, string> => {
  const folder = path.join(TEMPLATES, name);
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => [
        fill(path.relative(folder, file), words).replace(/^_(?=gitignore$|oxlintrc\.json$)/, '.'),
        fill(readFileSync(file, 'utf8'), words),
      ]),
  );
};

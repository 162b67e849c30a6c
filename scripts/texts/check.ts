import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { shownTexts, valuesIn } from './shown-texts.ts';

type Texts = Readonly<Record<string, string>>;

/** The back office and the UI kit: their texts are keyed by their English wording. */
const HOST = ['packages/app/web/src', 'packages/ui/src'];
const HINDI = 'packages/app/web/src/i18n/hi.ts';

/** What the back office draws for a plugin and words with the plugin's texts: its settings and its secrets. */
const WORDED_BY_HOST = /^(?:settings|secrets)\./;

/** Names, codes and abbreviations are the same in every language. */
const isName = (text: string): boolean => !/[a-z]{2}/.test(text) || ['Compliance OS'].includes(text);

const sourcesIn = (root: string, folder: string): string[] =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: ['**/*.test.*', '**/*.types.ts'] })
    .map((file) => file.replaceAll(path.sep, '/'))
    .toSorted();

const textsIn = async (root: string, file: string): Promise<Texts> => {
  const module = (await import(pathToFileURL(path.join(root, file)).href)) as { default: Texts };
  return module.default;
};

const sameValues = (english: string, other: string): boolean =>
  [...new Set(valuesIn(english))].join() === [...new Set(valuesIn(other))].join();

const otherValues = (file: string, key: string, english: string, other: string): string =>
  `${file}: "${key}": expected the values ${valuesIn(english).join(', ') || 'none'}, received ${valuesIn(other).join(', ') || 'none'}`;

/** What the back office shows and has no Hindi for, and Hindi that names other values than its English. */
const inHost = async (root: string): Promise<string[]> => {
  const hindi = await textsIn(root, HINDI);
  const faults: string[] = [];
  for (const file of HOST.flatMap((folder) => sourcesIn(root, folder))) {
    if (file.startsWith(path.posix.dirname(HINDI))) continue;
    for (const { text, line } of shownTexts(file, readFileSync(path.join(root, file), 'utf8'))) {
      if (!isName(text) && !Object.hasOwn(hindi, text))
        faults.push(`${file}:${line}: expected Hindi for "${text}" in ${HINDI}, received none`);
    }
  }
  for (const [english, text] of Object.entries(hindi))
    if (!sameValues(english, text)) faults.push(otherValues(HINDI, english, english, text));
  return faults;
};

/** A plugin's two languages against each other, and against what its panels name. */
const inPlugin = async (root: string, plugin: string): Promise<string[]> => {
  const folder = `plugins/${plugin}/src/ui`;
  const [english, hindi] = [`${folder}/texts/en.ts`, `${folder}/texts/hi.ts`];
  const missing = [english, hindi].filter((file) => !existsSync(path.join(root, file)));
  if (missing.length > 0)
    return missing.map((file) => `${file}: expected the plugin's texts, received no file`);
  const [en, hi] = [await textsIn(root, english), await textsIn(root, hindi)];
  const sources = sourcesIn(root, folder)
    .filter((file) => !file.startsWith(`${folder}/texts/`))
    .map((file) => ({ file, source: readFileSync(path.join(root, file), 'utf8') }));
  const all = sources.map(({ source }) => source).join('\n');
  return [
    ...Object.keys(en)
      .filter((key) => !Object.hasOwn(hi, key))
      .map((key) => `${hindi}: expected Hindi for "${key}", received none`),
    ...Object.keys(hi)
      .filter((key) => !Object.hasOwn(en, key))
      .map((key) => `${hindi}: "${key}": expected a key of ${english}, received one that is not there`),
    ...Object.entries(hi)
      .filter(([key, text]) => en[key] !== undefined && !sameValues(en[key], text))
      .map(([key, text]) => otherValues(hindi, key, en[key]!, text)),
    ...Object.keys(en)
      .filter((key) => !WORDED_BY_HOST.test(key) && !all.includes(`'${key}'`))
      .map((key) => `${english}: "${key}": expected a panel that shows it, received none`),
    ...sources
      .filter(({ source }) => /\buseTranslate\b/.test(source))
      .map(({ file }) => `${file}: expected useT of ${folder}/texts/, received useTranslate`),
    ...sources.flatMap(({ file, source }) =>
      shownTexts(file, source)
        .filter(({ text }) => !isName(text) && !Object.hasOwn(en, text))
        .map(({ text, line }) => `${file}:${line}: expected a key of ${english}, received "${text}"`),
    ),
  ];
};

/** Every text of the workspace that one of its languages lacks: `file:line: expected …, received …`. */
export const missingTexts = async (root: string): Promise<string[]> => {
  const plugins = globSync('plugins/*/src/ui/index.tsx', { cwd: root })
    .map((file) => file.replaceAll(path.sep, '/').split('/')[1]!)
    .toSorted();
  const found = await Promise.all([inHost(root), ...plugins.map((plugin) => inPlugin(root, plugin))]);
  return found.flat();
};

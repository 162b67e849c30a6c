/**
 * The public surface of a package, from its declaration files: every exported name with its declaration, sorted. The
 * committed report must equal what the code says; a change of it is a change of the contract.
 *
 *   node scripts/surface.ts          says whether the reports are current
 *   node scripts/surface.ts --write  writes them
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Package → its entries as declaration files, and the report. */
const PACKAGES = [
  {
    name: '@compliance-os/core',
    folder: 'packages/core',
    entries: { '.': 'dist/index.d.ts', './testing': 'dist/testing/index.d.ts' },
  },
  {
    name: '@compliance-os/compliance',
    folder: 'plugins/compliance',
    entries: { '.': 'dist/src/contract.d.ts' },
  },
] as const;

/** Top-level statements of a declaration file: each begins in the first column and goes on until the next. */
const statements = (text: string): string[] =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\/\/.*$/gm, '')
    .split(/\n(?=(?:export|declare|import|interface|type|class|const)\b)/)
    .map((statement) => statement.trim())
    .filter(Boolean);

const nameOf = (statement: string): string | undefined =>
  /^(?:export )?(?:declare )?(?:default )?(?:abstract )?(?:const|let|function|class|interface|type|enum)\s+([\w$]+)/.exec(
    statement,
  )?.[1];

const resolve = (from: string, specifier: string): string =>
  path.join(path.dirname(from), specifier.replace(/\.(ts|js)$/, '.d.ts'));

/** Exported name → declaration. */
const surfaceOf = (file: string, seen = new Set<string>()): Map<string, string> => {
  const found = new Map<string, string>();
  if (seen.has(file)) return found;
  seen.add(file);
  for (const statement of statements(readFileSync(file, 'utf8'))) {
    const star = /^export \* from '(\.[^']+)'/.exec(statement);
    const space = /^export \* as (\w+) from '(\.[^']+)'/.exec(statement);
    const named = /^export (?:type )?\{([^}]*)\} from '(\.[^']+)'/.exec(statement);
    if (star) for (const [name, text] of surfaceOf(resolve(file, star[1]!), seen)) found.set(name, text);
    else if (space)
      for (const [name, text] of surfaceOf(resolve(file, space[2]!), new Set()))
        found.set(`${space[1]}.${name}`, text);
    else if (named) {
      const all = surfaceOf(resolve(file, named[2]!), new Set());
      for (const item of named[1]!
        .split(',')
        .map((part) => part.trim().replace(/^type /, ''))
        .filter(Boolean)) {
        const [original = '', alias = original] = item.split(' as ');
        found.set(alias, all.get(original) ?? `re-export of ${original} from ${named[2]}`);
      }
    } else if (statement.startsWith('export ')) {
      const name = nameOf(statement);
      if (name) found.set(name, statement.replace(/^export (declare )?/, ''));
    }
  }
  return found;
};

export const report = ({ name, folder, entries }: (typeof PACKAGES)[number]): string => {
  const lines = [
    `# Public surface of ${name}`,
    '',
    'Written by `npm run surface`. Whatever is not here carries no promise.',
  ];
  for (const [entry, file] of Object.entries(entries)) {
    lines.push('', `## \`${entry}\``);
    const surface = [...surfaceOf(path.join(ROOT, folder, file))].toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const [symbol, text] of surface) lines.push('', `### ${symbol}`, '', '```ts', text, '```');
  }
  return `${lines.join('\n')}\n`;
};

const isMain = process.argv[1] === fileURLToPath(import.meta.url);

/** @returns packages whose committed report is not what the code says */
export const stale = (write: boolean): string[] =>
  PACKAGES.filter((item) => {
    const file = path.join(ROOT, item.folder, 'report.api.md');
    const now = report(item);
    let committed = '';
    try {
      committed = readFileSync(file, 'utf8');
    } catch {
      // no report yet: stale
    }
    if (committed === now) return false;
    if (write) writeFileSync(file, now);
    return true;
  }).map(({ name }) => name);

if (isMain) {
  const write = process.argv.includes('--write');
  const changed = stale(write);
  for (const name of changed)
    console.log(`${name}: the report of its public surface ${write ? 'was written' : 'is not current'}`);
  process.exitCode = changed.length > 0 && !write ? 1 : 0;
}

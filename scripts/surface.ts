/**
 * Reports of what others may rely on: the public surface of each package, from its declaration files (every exported
 * name with its declaration, sorted), and the routes that are open to everybody. The committed report must equal what
 * the code says; a change of it is a change of the contract.
 *
 *   node scripts/surface.ts          says whether the reports are current
 *   node scripts/surface.ts --write  writes them
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { publicRoutes } from './public-routes.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Package → its entries as declaration files, and the report. */
const PACKAGES = [
  {
    name: '@compliance-os/core',
    folder: 'packages/core',
    entries: {
      '.': 'dist/index.d.ts',
      './host': 'dist/host.d.ts',
      './package': 'dist/package/index.d.ts',
      './testing': 'dist/testing/index.d.ts',
    },
  },
  {
    name: '@compliance-os/ui',
    folder: 'packages/ui',
    entries: { '.': 'dist/src/index.d.ts', './vite': 'dist/vite/index.d.ts' },
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
  path.join(path.dirname(from), specifier.replace(/\.(tsx?|js)$/, '.d.ts'));

/** A declaration after those of its file that it is made of and that are not exported: they are promised with it. */
const withLocals = (statement: string, locals: ReadonlyMap<string, string>): string => {
  const needed = new Set<string>();
  const look = (text: string): void => {
    for (const [name, declaration] of locals)
      if (!needed.has(name) && new RegExp(`\\b${name}\\b`).test(text)) {
        needed.add(name);
        look(declaration);
      }
  };
  look(statement);
  return [...[...needed].toSorted().map((name) => locals.get(name)), statement].join('\n');
};

/** Exported name → declaration. */
const surfaceOf = (file: string, seen = new Set<string>()): Map<string, string> => {
  const found = new Map<string, string>();
  if (seen.has(file)) return found;
  seen.add(file);
  const all = statements(readFileSync(file, 'utf8'));
  const locals = new Map<string, string>();
  for (const statement of all.filter((it) => !it.startsWith('export '))) {
    const name = nameOf(statement);
    if (name) locals.set(name, statement.replace(/^declare /, ''));
  }
  for (const statement of all) {
    const star = /^export \* from '(\.[^']+)'/.exec(statement);
    const space = /^export \* as (\w+) from '(\.[^']+)'/.exec(statement);
    const named = /^export (?:type )?\{([^}]*)\} from '(\.[^']+)'/.exec(statement);
    if (star) for (const [name, text] of surfaceOf(resolve(file, star[1]!), seen)) found.set(name, text);
    else if (space)
      for (const [name, text] of surfaceOf(resolve(file, space[2]!), new Set()))
        found.set(`${space[1]}.${name}`, text);
    else if (named) {
      const there = surfaceOf(resolve(file, named[2]!), new Set());
      for (const item of named[1]!
        .split(',')
        .map((part) => part.trim().replace(/^type /, ''))
        .filter(Boolean)) {
        const [original = '', alias = original] = item.split(' as ');
        found.set(alias, there.get(original) ?? `re-export of ${original} from ${named[2]}`);
      }
    } else if (statement.startsWith('export ')) {
      const name = nameOf(statement);
      if (name) found.set(name, withLocals(statement.replace(/^export (declare )?/, ''), locals));
    }
  }
  return found;
};

const report = ({ name, folder, entries }: (typeof PACKAGES)[number]): string => {
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

const REPORTS = [
  ...PACKAGES.map((item) => ({
    subject: `the public surface of ${item.name}`,
    file: `${item.folder}/report.api.md`,
    text: () => report(item),
  })),
  { subject: 'routes without a permission', file: 'packages/app/public-routes.md', text: publicRoutes },
];

const committed = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // no report yet
  }
};

const write = process.argv.includes('--write');
for (const { subject, file, text } of REPORTS) {
  const now = text();
  if (committed(path.join(ROOT, file)) === now) continue;
  if (write) writeFileSync(path.join(ROOT, file), now);
  else process.exitCode = 1;
  console.log(
    write
      ? `${file} was written`
      : `${file}: expected ${subject} as the code has it, received another; npm run surface writes it`,
  );
}

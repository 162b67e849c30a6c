/** The exported names of a package's entry and their declarations, read from the declaration files that tsc writes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Exported name → declaration, without comments. */
export type Surface = ReadonlyMap<string, string>;

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

/** @param file the declaration file of the entry */
export const surfaceOf = (file: string, seen = new Set<string>()): Surface => {
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

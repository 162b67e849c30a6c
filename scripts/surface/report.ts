import type { Surface } from './declarations.ts';

/** What a package promises: entry (`.`, `./testing`) → surface, at a version. */
export interface Promised {
  readonly name: string;
  readonly version: string;
  readonly entries: ReadonlyMap<string, Surface>;
}

export const reportOf = ({ name, version, entries }: Promised): string => {
  const lines = [
    `# Public surface of ${name}`,
    '',
    'Written by `npm run surface`. Whatever is not here carries no promise.',
    '',
    `Version ${version}`,
  ];
  for (const [entry, surface] of entries) {
    lines.push('', `## \`${entry}\``);
    for (const [symbol, text] of [...surface].toSorted(([a], [b]) => (a < b ? -1 : 1)))
      lines.push('', `### ${symbol}`, '', '```ts', text, '```');
  }
  return `${lines.join('\n')}\n`;
};

/** Reads a report back. @throws Error where it is not one */
export const readReport = (text: string): Promised => {
  const name = /^# Public surface of (.+)$/m.exec(text)?.[1];
  const version = /^Version (.+)$/m.exec(text)?.[1];
  if (!name || !version)
    throw new Error('a report of a surface: expected its name and version, received neither');
  const entries = new Map<string, Map<string, string>>();
  for (const part of text.split(/^## /m).slice(1)) {
    const entry = /^`(.+)`/.exec(part)?.[1] ?? '';
    const surface = new Map<string, string>();
    for (const [, symbol, declaration] of part.matchAll(/^### (.+)\n\n```ts\n([\s\S]*?)\n```$/gm))
      surface.set(symbol!, declaration!);
    entries.set(entry, surface);
  }
  return { name, version, entries };
};

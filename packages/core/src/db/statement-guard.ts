import { StatementRefused } from './errors.ts';

const ALLOWED = new Set(['select', 'insert', 'update', 'delete', 'merge', 'with', 'values']);

/** White space and comments before the first word; block comments nest in PostgreSQL. */
const skipLeading = (text: string): number => {
  let at = 0;
  for (;;) {
    const space = /^[\s(]+/.exec(text.slice(at));
    if (space) at += space[0].length;
    if (text.startsWith('--', at)) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
    } else if (text.startsWith('/*', at)) {
      at = endOfBlockComment(text, at);
    } else if (!space) {
      return at;
    }
  }
};

const endOfBlockComment = (text: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text.startsWith('/*', at)) {
      depth++;
      at++;
    } else if (text.startsWith('*/', at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
};

/**
 * Lets through what reads or writes rows. SET, RESET, DO, CALL, COPY, transaction control and DDL stop here;
 * a second statement is refused by the extended protocol, and `set_config` by the privileges of the role.
 * The name of that function is refused here too, because the embedded database has one user for all.
 */
export const guardStatement = (plugin: string, text: string): void => {
  const start = skipLeading(text);
  const verb = /^[a-z]+/i.exec(text.slice(start))?.[0].toLowerCase() ?? '';
  if (!ALLOWED.has(verb)) {
    throw new StatementRefused(
      plugin,
      `expected one of ${[...ALLOWED].join(', ')}, received "${verb || text.slice(start, start + 20)}"`,
    );
  }
  if (/set_config|pg_settings|query_to_xml|\bpg_catalog\s*\.\s*"?set/i.test(unescapeUnicode(text))) {
    throw new StatementRefused(plugin, 'it names a function or view that changes settings');
  }
};

/** `U&"set\005fconfig"` names the same function: such escapes are undone before looking. */
const unescapeUnicode = (text: string): string =>
  text.replace(/\\\+?([0-9a-f]{6}|[0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCodePoint(Math.min(parseInt(hex, 16), 0x10ffff)),
  );

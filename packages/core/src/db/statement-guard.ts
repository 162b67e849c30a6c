import { bareSql, endOfBlockComment, endOfLine } from './bare-sql.ts';
import { StatementRefused } from './errors.ts';

const ALLOWED = new Set(['select', 'insert', 'update', 'delete', 'merge', 'with', 'values']);

/** White space and comments before the first word. */
const skipLeading = (text: string): number => {
  let at = 0;
  for (;;) {
    const space = /^[\s(]+/.exec(text.slice(at));
    if (space) at += space[0].length;
    if (text.startsWith('--', at)) {
      at = endOfLine(text, at);
    } else if (text.startsWith('/*', at)) {
      at = endOfBlockComment(text, at);
    } else if (!space) {
      return at;
    }
  }
};

const HIDES = /\bu&["']/i;
const CHANGES_SETTINGS =
  /(?<![\w$\u0080-\uffff])(?:set_config|pg_settings|(?:query|cursor)_to_xml(?:schema|_and_xmlschema)?|ts_stat|ts_rewrite)(?![\w$\u0080-\uffff])/i;

/**
 * Lets through what reads or writes rows. SET, RESET, DO, CALL, COPY, transaction control and DDL stop here;
 * a second statement is refused by the extended protocol, and functions that lead out of the tenant by the
 * privileges of the role. The worst of those are refused by name too: on the embedded database, whose one user
 * could take the privileges away, this is the second wall.
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
  if (!HIDES.test(text) && !CHANGES_SETTINGS.test(text)) return;
  // Rare: the same words in what is said, rather than done, are nobody's harm.
  const bare = bareSql(text);
  if (HIDES.test(bare))
    throw new StatementRefused(plugin, 'it hides names behind escapes (U&): write them out');
  const named = CHANGES_SETTINGS.exec(bare)?.[0];
  if (named) throw new StatementRefused(plugin, `it names ${named}, which changes settings or runs SQL text`);
};

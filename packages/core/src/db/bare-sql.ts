/** What opens a literal, a quoted name or a comment. A dollar inside a name opens nothing; beyond ASCII all are letters. */
const OPENING =
  /"|'|(?<![a-z_\u0080-\uffff][\w$\u0080-\uffff]*)\$(?:[a-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|--|\/\*/gi;
/** A literal with escapes by backslash: it can go on in the next line by the same rules, so it is not taken apart. */
const ESCAPES = /(?<![\w$\u0080-\uffff])e'/i;

/**
 * A statement without what its literals and comments say: each literal is left as `''`, each comment as a blank. Quoted
 * names stay. A statement with an `E''` literal stays whole.
 */
export const bareSql = (text: string): string => {
  if (ESCAPES.test(text)) return text;
  let bare = '';
  let at = 0;
  for (;;) {
    OPENING.lastIndex = at;
    const opening = OPENING.exec(text);
    if (!opening) return bare + text.slice(at);
    const [mark] = opening;
    const end = endOf(text, mark, opening.index);
    bare += text.slice(at, opening.index);
    if (mark === '"') bare += text.slice(opening.index, end);
    else bare += mark === '--' || mark === '/*' ? ' ' : "''";
    at = end;
  }
};

const endOf = (text: string, mark: string, start: number): number => {
  if (mark === '--') return endOfLine(text, start);
  if (mark === '/*') return endOfBlockComment(text, start);
  for (let at = start + mark.length; ;) {
    const close = text.indexOf(mark, at);
    if (close < 0) return text.length;
    at = close + mark.length;
    if (mark.startsWith('$') || text[at] !== mark) return at;
    at++; // a doubled quote stands for one
  }
};

/** Where a comment that begins with two hyphens ends: PostgreSQL takes a carriage return for the end of a line, too. */
export const endOfLine = (text: string, start: number): number => {
  const length = text.slice(start).search(/[\n\r]/);
  return length < 0 ? text.length : start + length;
};

/** Block comments nest in PostgreSQL. */
export const endOfBlockComment = (text: string, start: number): number => {
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

/**
 * Columns of a table, as an isolated plugin may write them. The host runs DDL as the owner of the database, so that nothing
 * of it is taken on trust: what is not known to be a column, a simple default or a plain check is refused.
 */
export class ColumnsRefused extends Error {
  constructor(where: string, expected: string, received: string) {
    super(`m.tenantTable: ${where}: expected ${expected}, received ${JSON.stringify(received.slice(0, 80))}`);
  }
}

const TYPES: ReadonlySet<string> = new Set(
  'text uuid date boolean int integer bigint smallint numeric jsonb bytea timestamptz time'.split(' '),
);
const FUNCTIONS: ReadonlySet<string> = new Set(
  'length char_length lower upper abs round trim coalesce jsonb_typeof octet_length'.split(' '),
);
const DEFAULT_CALLS: ReadonlySet<string> = new Set(
  'clock_timestamp now gen_random_uuid current_date'.split(' '),
);
const EXPRESSION_WORDS: ReadonlySet<string> = new Set(
  'and or not is null in between like true false any array'.split(' '),
);
const FORBIDDEN: ReadonlySet<string> = new Set(
  'select insert update delete from where references primary foreign unique generated collate using with exclude constraint cast current_user session_user current_role user'.split(
    ' ',
  ),
);

/** Words, numbers, strings, operators and brackets; comments, quoted names, dollar quotes and semicolons are none. */
const TOKEN =
  /\s*(?:([a-z_][a-z0-9_]*)|(\d+(?:\.\d+)?)|('(?:[^'\\]|'')*')|(<>|<=|>=|!=|::|\|\||~\*?|[=<>+*/%(),[\]]|-(?!-)))/iy;

interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'sign';
  readonly text: string;
}

const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  const source = text.trimEnd().replace(/,$/, '');
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match || source.slice(at, TOKEN.lastIndex).includes('/*'))
      throw new ColumnsRefused('columns', 'columns and checks', source.slice(at).trim());
    const [, word, number, string, sign] = match;
    if (word !== undefined) tokens.push({ kind: 'word', text: word.toLowerCase() });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
};

/** Reads from left to right; what remains unread is somebody else's turn. */
class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  next(expected: string): Token {
    const token = this.#tokens[this.#at++];
    if (!token) throw new ColumnsRefused('columns', expected, 'the end');
    return token;
  }

  take(text: string): boolean {
    const is = this.peek()?.text === text && this.peek()?.kind !== 'string';
    if (is) this.#at++;
    return is;
  }

  need(text: string): void {
    if (!this.take(text)) throw new ColumnsRefused('columns', `"${text}"`, this.peek()?.text ?? 'the end');
  }
}

/** @throws ColumnsRefused */
export const checkColumns = (columns: string): void => {
  const cursor = new Cursor(tokensOf(columns));
  do {
    if (cursor.take('check')) checkExpression(cursor);
    else checkColumn(cursor);
  } while (cursor.take(','));
  if (!cursor.done) throw new ColumnsRefused('columns', 'a comma or the end', cursor.peek()?.text ?? '');
};

const checkColumn = (cursor: Cursor): void => {
  const name = cursor.next('the name of a column');
  if (name.kind !== 'word' || FORBIDDEN.has(name.text))
    throw new ColumnsRefused('columns', 'the name of a column', name.text);
  const type = cursor.next('a type');
  if (type.kind !== 'word' || !TYPES.has(type.text))
    throw new ColumnsRefused('columns', `one of ${[...TYPES].join(', ')}`, type.text);
  if (cursor.take('(')) {
    do
      if (cursor.next('a number').kind !== 'number')
        throw new ColumnsRefused('columns', 'a number', type.text);
    while (cursor.take(','));
    cursor.need(')');
  }
  if (cursor.take('[')) cursor.need(']');
  for (;;) {
    if (cursor.take('not')) cursor.need('null');
    else if (cursor.take('default')) checkDefault(cursor);
    else if (cursor.take('check')) checkExpression(cursor);
    else if (!cursor.take('null')) return;
  }
};

const checkDefault = (cursor: Cursor): void => {
  cursor.take('-');
  const value = cursor.next('a value');
  if (value.kind === 'number' || value.kind === 'string') return;
  if (['true', 'false', 'null', 'current_date'].includes(value.text)) return;
  if (!DEFAULT_CALLS.has(value.text))
    throw new ColumnsRefused('columns', `a value, or one of ${[...DEFAULT_CALLS].join(', ')}`, value.text);
  cursor.need('(');
  cursor.need(')');
};

const checkExpression = (cursor: Cursor): void => {
  cursor.need('(');
  for (let depth = 1; depth > 0;) {
    const token = cursor.next('")"');
    if (token.kind === 'word') checkWord(token.text, cursor);
    else if (token.text === '(' && token.kind === 'sign') depth++;
    else if (token.text === ')' && token.kind === 'sign') depth--;
    else if (token.text === '::') {
      const type = cursor.next('a type');
      if (!TYPES.has(type.text)) throw new ColumnsRefused('columns', 'a plain type', type.text);
    }
  }
};

const checkWord = (word: string, cursor: Cursor): void => {
  if (FORBIDDEN.has(word)) throw new ColumnsRefused('columns', 'columns, values and comparisons', word);
  const calls = cursor.peek()?.text === '(' && cursor.peek()?.kind === 'sign';
  if (calls && !EXPRESSION_WORDS.has(word) && !FUNCTIONS.has(word))
    throw new ColumnsRefused('columns', `one of ${[...FUNCTIONS].join(', ')}`, `${word}(`);
};

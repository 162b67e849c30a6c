const COMMENTS = String.raw`(?:\s|--[^\n]*\n|/\*[\s\S]*?\*/)*`;
const rule = (pattern: string): RegExp => new RegExp(`^${COMMENTS}${pattern}`, 'i');

const REFUSED: readonly { readonly pattern: RegExp; readonly what: string; readonly hint: string }[] = [
  {
    pattern: rule(String.raw`copy\b[\s\S]*\bfrom\s+stdin`),
    what: 'COPY FROM STDIN',
    hint: 'Insert from arrays instead: INSERT ... SELECT FROM unnest($1, $2).',
  },
  {
    pattern: rule(String.raw`(?:discard\s+(?:all|plans)|deallocate\s+(?:prepare\s+)?all)\b`),
    what: 'DISCARD and DEALLOCATE ALL',
    hint: 'All clients share one session, and a client that ends leaves nothing behind: nothing needs discarding.',
  },
];

/**
 * For a statement that the shared session cannot run: a statement that fails in its place, so that an open
 * transaction fails with it as it would on a server.
 */
export const refusalOf = (sql: string): string | undefined => {
  const refused = REFUSED.find(({ pattern }) => pattern.test(sql));
  if (refused === undefined) return undefined;
  const message = `embedded database: ${refused.what} is not supported`;
  return `DO $refuse$ BEGIN RAISE EXCEPTION USING ERRCODE = '0A000', MESSAGE = '${message}', HINT = '${refused.hint}'; END $refuse$`;
};

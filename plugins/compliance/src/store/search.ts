/** What people type into a search box, as ids that lists can be limited to. */
import type { Context, Queries } from '@compliance-os/core';

/** Everything that one word of a search names. */
export interface WordHits {
  readonly entities: readonly string[];
  readonly subjects: readonly string[];
  readonly masters: readonly string[];
  readonly instances: readonly string[];
  /** labels: "Oct 2026" */
  readonly periods: readonly string[];
}

const MOST_WORDS = 6;

export const escaped = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

/** Words of a search, as they are typed: few. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);

/** Without the punctuation that people leave out of the names of forms. */
export const plain = (column: string): string => `translate(${column}, '- /', '')`;

/**
 * A tenant's entities and versions of masters are few and read under the policies; numbers, names and acknowledgements
 * are many and read through the functions that may use an index for a part of a word.
 */
const HITS = `
  select 'entity' as kind, id::text as ref from core.entity
  where tenant_id = $1 and (name ilike $2 or legal_name ilike $2 or pan ilike $2)
  union
  select 'master', code from compliance.master_version
  where tenant_id = $1 and (${plain('code')} ilike $3 or ${plain(`content->>'form'`)} ilike $3 or content->>'name' ilike $2)
  union
  select kind, id::text from compliance.search_words($1, $4)
  union
  select 'period', label from compliance.search_periods($1, $4)`;

export const resolveWord = async (q: Queries, ctx: Context, word: string): Promise<WordHits> => {
  const rows = await q.rows<{ kind: string; ref: string }>(HITS, [
    ctx.tenant,
    `%${escaped(word)}%`,
    `%${escaped(word.replaceAll(/[-/]/g, ''))}%`,
    escaped(word),
  ]);
  const of = (kind: string): string[] => rows.filter((row) => row.kind === kind).map(({ ref }) => ref);
  return {
    entities: of('entity'),
    subjects: of('subject'),
    masters: of('master'),
    instances: of('instance'),
    periods: of('period'),
  };
};

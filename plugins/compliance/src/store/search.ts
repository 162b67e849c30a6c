/** What people type into a search box, as ids that lists can be limited to. */
import type { Context, Queries } from '@compliance-os/core';

/** Everything that one word of a search names. */
export interface WordHits {
  readonly word: string;
  readonly entities: readonly string[];
  readonly subjects: readonly string[];
  readonly masters: readonly string[];
  readonly instances: readonly string[];
}

const MOST_WORDS = 6;
const MOST_HITS = 500;

const escaped = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

/** Words of a search: short, few, and without the punctuation that people leave out of form names. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);

const plain = (column: string): string => `translate(${column}, '- /', '')`;

/** Small tables are read under the policies; numbers and acknowledgements through the one function that may index them. */
const HITS = `
  select 'entity' as kind, id::text as ref from core.entity
  where tenant_id = $1 and (name ilike $2 or legal_name ilike $2 or pan ilike $2)
  union all
  select 'subject', id::text from compliance.place where tenant_id = $1 and name ilike $2
  union all
  select 'subject', id::text from compliance.person where tenant_id = $1 and (name ilike $2 or din ilike $2)
  union all
  select distinct 'master', code from compliance.master_version
  where tenant_id = $1 and (${plain('code')} ilike $3 or ${plain(`content->>'form'`)} ilike $3 or content->>'name' ilike $2)
  union all
  select case kind when 'registration' then 'subject' else kind end, id::text
  from compliance.search_words($1, $4, ${MOST_HITS})`;

export const resolveWord = async (q: Queries, ctx: Context, word: string): Promise<WordHits> => {
  const pattern = `%${escaped(word)}%`;
  const rows = await q.rows<{ kind: string; ref: string }>(HITS, [
    ctx.tenant,
    pattern,
    `%${escaped(word.replaceAll(/[-/]/g, ''))}%`,
    escaped(word),
  ]);
  const of = (kind: string): string[] => rows.filter((row) => row.kind === kind).map(({ ref }) => ref);
  return {
    word,
    entities: of('entity'),
    subjects: of('subject'),
    masters: of('master'),
    instances: of('instance'),
  };
};

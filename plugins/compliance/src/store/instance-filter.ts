import { reachSql, type Context, type Queries } from '@compliance-os/core';
import type { InstanceFilters } from '../api/instances.ts';
import { overdueOf, PAID, ragOf, SETTLED, STANDING_FILED_ON } from './instance-columns.ts';
import { resolveWord, wordsOf, type WordHits } from './search.ts';

/** A condition over `i`, `s` and `e`, with the values that it names; `$1` is the tenant, `$2` today. */
export interface InstanceWhere {
  readonly text: string;
  readonly values: unknown[];
}

export const TODAY = '$2::date';

type Filters = Partial<InstanceFilters>;

/** Reads what the words of a search name. Empty where nothing is searched for. */
export const searchHits = async (q: Queries, ctx: Context, filters: Filters): Promise<readonly WordHits[]> =>
  Promise.all(wordsOf(filters.q ?? '').map((word) => resolveWord(q, ctx, word)));

/**
 * The instances that a permission reaches and the filters leave. Every list, count, facet and calendar goes through
 * here, so that they agree.
 * @param frozen families that are off; their instances are there for who names their ids
 */
export const instanceWhere = (
  ctx: Context,
  permission: string,
  filters: Filters,
  frozen: readonly string[],
  hits: readonly WordHits[] = [],
): InstanceWhere => {
  const values: unknown[] = [ctx.tenant, ctx.today];
  const conditions = [
    'i.tenant_id = $1',
    `${TODAY} is not null`,
    reachSql(ctx.access.reach(permission), { entity: 'i.entity_id', family: 'i.family' }, values),
  ];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const oneOf = (column: string, type: string, wanted: readonly string[] | undefined): void => {
    if (wanted !== undefined) conditions.push(`${column} = any(${bind(wanted)}::${type}[])`);
  };
  const compare = (column: string, operator: string, day: string | undefined): void => {
    if (day !== undefined) conditions.push(`${column} ${operator} ${bind(day)}::date`);
  };
  // What is not owed any more is shown to whoever asks for it, and to nobody else.
  if (filters.status === undefined && filters.id === undefined) conditions.push(`i.status <> 'withdrawn'`);
  oneOf('i.id', 'uuid', filters.id);
  if (filters.id === undefined && frozen.length > 0)
    conditions.push(`i.family <> all(${bind(frozen)}::text[])`);
  oneOf('i.status', 'text', filters.status);
  oneOf('i.family', 'text', filters.family);
  oneOf('i.entity_id', 'uuid', filters.entityId);
  oneOf('i.master_code', 'text', filters.masterCode);
  oneOf('i.subject_id', 'uuid', filters.subjectId);
  oneOf('i.assignee_id', 'text', filters.assignee);
  oneOf(`(${ragOf(TODAY)})`, 'text', filters.rag);
  oneOf('i.period', 'text', filters.period === undefined ? undefined : [filters.period]);
  compare('i.sort_date', '>=', filters.dueFrom);
  compare('i.sort_date', '<=', filters.dueTo);
  compare(STANDING_FILED_ON, '>=', filters.filedFrom);
  compare(STANDING_FILED_ON, '<=', filters.filedTo);
  flag(conditions, `not ${SETTLED}`, filters.open);
  flag(conditions, overdueOf(TODAY), filters.overdue);
  flag(conditions, `(${PAID} and not ${SETTLED})`, filters.paidUnfiled);
  flag(conditions, `(coalesce(s.exposure_paise, 0) > 0 and not ${SETTLED})`, filters.exposed);
  for (const hit of hits) conditions.push(wordCondition(hit, bind));
  return { text: conditions.join(' and '), values };
};

const flag = (conditions: string[], condition: string, wanted: boolean | undefined): void => {
  if (wanted !== undefined) conditions.push(wanted ? condition : `not (${condition})`);
};

const WORD_COLUMNS = {
  entities: ['i.entity_id', 'uuid'],
  subjects: ['i.subject_id', 'uuid'],
  masters: ['i.master_code', 'text'],
  instances: ['i.id', 'uuid'],
  periods: ['i.period_label', 'text'],
} as const satisfies Record<keyof WordHits, readonly [string, string]>;

/**
 * Every word must name something of the instance. Each of its columns has an index, so that the parts of an OR may be
 * read from them; what a word does not name is left out of it.
 */
const wordCondition = (hit: WordHits, bind: (value: unknown) => string): string => {
  const named = (Object.keys(WORD_COLUMNS) as (keyof WordHits)[]).flatMap((kind) => {
    const [column, type] = WORD_COLUMNS[kind];
    return hit[kind].length === 0 ? [] : [`${column} = any(${bind(hit[kind])}::${type}[])`];
  });
  return named.length === 0 ? 'false' : `(${named.join(' or ')})`;
};

import { acrossDimensions, reachSql, type Context, type Queries } from '@compliance-os/core';
import type { SearchHit } from '../api/overview.ts';
import type { Master } from '../domain/index.ts';
import { FROM_INSTANCE } from './instance-columns.ts';
import { instanceWhere, searchHits } from './instance-filter.ts';
import { escaped, plain, wordsOf, type WordHits } from './search.ts';

interface Ranked extends SearchHit {
  /** how much of the words it is: 0 to 1 */
  readonly rank: number;
  /** how many of its type there are */
  readonly count: number;
}

export interface SearchInput {
  readonly text: string;
  readonly limit: number;
  /** families that are off */
  readonly frozen: readonly string[];
  /** of the catalogue, whether or not something was made from them */
  readonly masters: readonly Pick<Master, 'code' | 'form' | 'name'>[];
}

/** What the words name, within the actor's reach: what is most like them first, then the obligations by date. */
export const searchAll = async (
  q: Queries,
  ctx: Context,
  { text, limit, frozen, masters }: SearchInput,
): Promise<{ readonly items: SearchHit[]; readonly facets: Record<string, number> }> => {
  const hits = await searchHits(q, ctx, { q: text });
  const [entities, registrations, templates, instances] = await Promise.all([
    namedEntities(q, ctx, text, limit, inAll(hits, 'entities')),
    namedRegistrations(q, ctx, text, limit, inAll(hits, 'subjects')),
    namedMasters(q, text, limit, masters),
    namedInstances(q, ctx, limit, frozen, hits),
  ]);
  const ranked = [...entities, ...registrations, ...templates].toSorted((a, b) => b.rank - a.rank);
  return {
    items: [...ranked, ...instances]
      .slice(0, limit)
      .map(({ type, id, title, subtitle }) => ({ type, id, title, subtitle })),
    facets: {
      entity: entities[0]?.count ?? 0,
      registration: registrations[0]?.count ?? 0,
      master: templates[0]?.count ?? 0,
      instance: instances[0]?.count ?? 0,
    },
  };
};

/** What every word names. */
const inAll = (hits: readonly WordHits[], key: 'entities' | 'subjects'): readonly string[] => {
  const [first, ...rest] = hits.map((hit) => new Set(hit[key]));
  return [...(first ?? [])].filter((id) => rest.every((next) => next.has(id)));
};

const reachOf = (ctx: Context, column: string, values: unknown[]): string =>
  reachSql(acrossDimensions(ctx.access.reach('compliance.instance.read')), { entity: column }, values);

const namedEntities = async (
  q: Queries,
  ctx: Context,
  text: string,
  limit: number,
  ids: readonly string[],
): Promise<readonly Ranked[]> => {
  const values: unknown[] = [ctx.tenant, ids, text, limit];
  const reach = reachOf(ctx, 'e.id', values);
  return q.rows<Ranked>(
    `select 'entity' as type, e.id::text, e.name as title, coalesce(e.pan, e.kind) as subtitle,
            greatest(public.similarity(e.name, $3), public.similarity(coalesce(e.pan, ''), $3)) as rank,
            (count(*) over ())::int as count
     from core.entity e where e.tenant_id = $1 and e.id = any($2::uuid[]) and ${reach}
     order by rank desc, e.name, e.id limit $4`,
    values,
  );
};

const namedRegistrations = async (
  q: Queries,
  ctx: Context,
  text: string,
  limit: number,
  ids: readonly string[],
): Promise<readonly Ranked[]> => {
  const values: unknown[] = [ctx.tenant, ids, text, limit];
  const reach = reachOf(ctx, 'r.entity_id', values);
  return q.rows<Ranked>(
    `select 'registration' as type, r.id::text, r.number as title, e.name as subtitle,
            public.similarity(r.number, $3) as rank, (count(*) over ())::int as count
     from compliance.registration r join core.entity e on e.tenant_id = r.tenant_id and e.id = r.entity_id
     where r.tenant_id = $1 and r.id = any($2::uuid[]) and ${reach}
     order by rank desc, r.number, r.id limit $4`,
    values,
  );
};

/** The catalogue is small and comes along as values: a master need not have made anything yet. */
const namedMasters = async (
  q: Queries,
  text: string,
  limit: number,
  masters: SearchInput['masters'],
): Promise<readonly Ranked[]> => {
  const words = wordsOf(text);
  return q.rows<Ranked>(
    `select 'master' as type, m.code as id, m.form as title, m.name as subtitle,
            greatest(public.similarity(m.code, $6), public.similarity(m.form, $6), public.similarity(m.name, $6)) as rank,
            (count(*) over ())::int as count
     from unnest($1::text[], $2::text[], $3::text[]) m (code, form, name)
     where not exists (
       select from unnest($4::text[], $5::text[]) w (word, bare)
       where not (${plain('m.code')} ilike w.bare or ${plain('m.form')} ilike w.bare or m.name ilike w.word))
     order by rank desc, m.code limit $7`,
    [
      masters.map(({ code }) => code),
      masters.map(({ form }) => form),
      masters.map(({ name }) => name),
      words.map((word) => `%${escaped(word)}%`),
      words.map((word) => `%${escaped(word.replaceAll(/[-/]/g, ''))}%`),
      text,
      limit,
    ],
  );
};

const namedInstances = async (
  q: Queries,
  ctx: Context,
  limit: number,
  frozen: readonly string[],
  hits: readonly WordHits[],
): Promise<readonly (SearchHit & Pick<Ranked, 'count'>)[]> => {
  const where = instanceWhere(ctx, 'compliance.instance.read', {}, frozen, hits);
  return q.rows<SearchHit & Pick<Ranked, 'count'>>(
    `select 'instance' as type, i.id::text, i.form || ' · ' || i.period_label as title,
            e.name || ' · ' || i.subject_label as subtitle, (count(*) over ())::int as count
     from ${FROM_INSTANCE} where ${where.text} order by i.sort_date, i.id limit $${where.values.push(limit)}`,
    where.values,
  );
};

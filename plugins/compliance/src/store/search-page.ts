import { acrossDimensions, reachSql, type Context, type Queries } from '@compliance-os/core';
import type { SearchHit } from '../api/overview.ts';
import { FROM_INSTANCE } from './instance-columns.ts';
import { instanceWhere, searchHits } from './instance-filter.ts';

/** What the words name, by kind, within the actor's reach; entities and registrations first. */
export const searchAll = async (
  q: Queries,
  ctx: Context,
  text: string,
  limit: number,
  frozen: readonly string[],
): Promise<{ readonly items: SearchHit[]; readonly facets: Record<string, number> }> => {
  const hits = await searchHits(q, ctx, { q: text });
  const all = (key: 'entities' | 'subjects' | 'masters'): string[] => {
    const [first = [], ...rest] = hits.map((hit) => [...hit[key]]);
    return rest.reduce((common, next) => common.filter((id) => next.includes(id)), first);
  };
  const subjectValues: unknown[] = [ctx.tenant, all('entities'), all('subjects'), limit];
  const reach = reachSql(
    acrossDimensions(ctx.access.reach('compliance.instance.read')),
    { entity: 's.entity_id' },
    subjectValues,
  );
  const where = instanceWhere(ctx, 'compliance.instance.read', {}, frozen, hits);
  const [subjects, masters, instances] = await Promise.all([
    q.rows<SearchHit>(
      `select s.type, s.id::text, s.title, s.subtitle from (
         select 'entity' as type, id, id as entity_id, name as title, coalesce(pan, kind) as subtitle
         from core.entity where tenant_id = $1 and id = any($2::uuid[])
         union all
         select 'registration', r.id, r.entity_id, r.number, e.name
         from compliance.registration r join core.entity e on e.tenant_id = r.tenant_id and e.id = r.entity_id
         where r.tenant_id = $1 and r.id = any($3::uuid[])
       ) s where ${reach} order by s.type, s.title limit $4`,
      subjectValues,
    ),
    q.rows<SearchHit>(
      `select distinct on (code) 'master' as type, code as id, content->>'form' as title, content->>'name' as subtitle
       from compliance.master_version where tenant_id = $1 and code = any($2::text[]) and family <> all($4::text[]) order by code, version desc limit $3`,
      [ctx.tenant, all('masters'), limit, frozen],
    ),
    q.rows<SearchHit & { count: number }>(
      `select 'instance' as type, i.id::text, i.form || ' · ' || i.period_label as title,
              e.name || ' · ' || i.subject_label as subtitle, (count(*) over ())::int as count
       from ${FROM_INSTANCE} where ${where.text} order by i.sort_date, i.id limit $${where.values.push(limit)}`,
      where.values,
    ),
  ]);
  const found = [...subjects, ...masters, ...instances.map(({ count: _count, ...hit }) => hit)];
  return {
    items: found.slice(0, limit),
    facets: {
      entity: subjects.filter(({ type }) => type === 'entity').length,
      registration: subjects.filter(({ type }) => type === 'registration').length,
      master: masters.length,
      instance: instances[0]?.count ?? 0,
    },
  };
};

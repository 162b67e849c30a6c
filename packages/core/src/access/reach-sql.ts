import type { Reach } from './access.ts';

type Columns = { readonly entity: string } & Readonly<Record<string, string>>;

/**
 * The rows that a reach covers, as an SQL condition. `columns` maps `entity` and each dimension to a column of
 * the query. What cannot be judged is outside: a row whose column is null, and every row where a dimension has no
 * column. Values are appended to `values`, exactly those that the condition names.
 *
 * @example where i.tenant_id = $1 and ${reachSql(ctx.access.reach('compliance.instance.read'), { entity: 'i.entity_id', family: 'i.family' }, values)}
 */
export const reachSql = (reach: Reach, columns: Columns, values: unknown[]): string => {
  const alternatives = reach.flatMap((grant) => limitsOf(grant, columns) ?? []);
  if (alternatives.length === 0) return 'false';
  if (alternatives.some((limits) => limits.length === 0)) return 'true';
  const conditions = alternatives.map((limits) =>
    limits
      .map(({ column, type, allowed }) => {
        values.push(allowed);
        return `${column} = any($${values.length}::${type}[])`;
      })
      .join(' and '),
  );
  return `((${conditions.join(') or (')}))`;
};

interface Limit {
  readonly column: string;
  readonly type: 'uuid' | 'text';
  readonly allowed: readonly string[];
}

/** Wrapped, so that a grant without limits is one alternative; undefined where the rows cannot be judged by it. */
const limitsOf = (grant: Reach[number], columns: Columns): readonly [readonly Limit[]] | undefined => {
  const limits: Limit[] = [];
  if (grant.entities !== 'all')
    limits.push({ column: columns.entity, type: 'uuid', allowed: [...grant.entities] });
  for (const [name, allowed] of Object.entries(grant.dimensions)) {
    const column = columns[name];
    if (column === undefined) return undefined;
    limits.push({ column, type: 'text', allowed: [...allowed] });
  }
  return [limits];
};

/**
 * The grants `g` that meet a reach: somewhere, both count. Who has none of these works elsewhere.
 * Values are appended to `values`.
 */
export const meetsSql = (reach: Reach, values: unknown[]): string => {
  const bind = (allowed: ReadonlySet<string>, type: string): string =>
    `$${values.push([...allowed])}::${type}[]`;
  const alternatives = reach.map(({ entities, dimensions }) =>
    [
      entities === 'all' ? 'true' : `(g.all_entities or g.entities && ${bind(entities, 'uuid')})`,
      ...Object.entries(dimensions).map(([name, allowed]) => {
        const column = `g.dimensions -> '${name.replaceAll("'", "''")}'`;
        return `(${column} is null or ${column} ?| ${bind(allowed, 'text')})`;
      }),
    ].join(' and '),
  );
  return alternatives.length === 0 ? 'false' : `((${alternatives.join(') or (')}))`;
};

/**
 * Columns for every dimension that a reach is limited on, where rows keep their values as JSON.
 * @param json a `jsonb` expression: dimension → value
 */
export const dimensionsIn = (reach: Reach, json: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    reach
      .flatMap(({ dimensions }) => Object.keys(dimensions))
      .map((name) => [name, `${json} ->> '${name.replaceAll("'", "''")}'`]),
  );

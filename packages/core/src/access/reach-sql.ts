import type { Reach } from './access.ts';

type Columns = { readonly entity: string } & Readonly<Record<string, string>>;

/**
 * The rows that a reach covers, as an SQL condition. `columns` maps `entity` and each dimension to a column of
 * the query; a dimension without a column does not limit it, and a row whose column is null is outside every
 * limit on it. Values are appended to `values`, exactly those that the condition names.
 *
 * @example where i.tenant_id = $1 and ${reachSql(ctx.access.reach('compliance.instance.read'), { entity: 'i.entity_id', family: 'i.family' }, values)}
 */
export const reachSql = (reach: Reach, columns: Columns, values: unknown[]): string => {
  const alternatives = reach.map((grant) => limitsOf(grant, columns));
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

const limitsOf = (grant: Reach[number], columns: Columns): readonly Limit[] => [
  ...(grant.entities === 'all'
    ? []
    : [{ column: columns.entity, type: 'uuid', allowed: [...grant.entities] } as const]),
  ...Object.entries(grant.dimensions).flatMap(([name, allowed]) => {
    const column = columns[name];
    return column === undefined ? [] : [{ column, type: 'text', allowed: [...allowed] } as const];
  }),
];

import type { Reach } from './access.ts';

/**
 * The rows that a reach covers, as an SQL condition. `columns` maps `entity` and each dimension to a column of
 * the query; a dimension without a column does not limit it. Values are appended to `values`.
 *
 * @example where i.tenant_id = $1 and ${reachSql(ctx.access.reach('compliance.instance.read'), { entity: 'i.entity_id', family: 'i.family' }, values)}
 */
export const reachSql = (
  reach: Reach,
  columns: { readonly entity: string } & Readonly<Record<string, string>>,
  values: unknown[],
): string => {
  const oneOf = (column: string, type: string, allowed: ReadonlySet<string>): string => {
    values.push([...allowed]);
    return `${column} = any($${values.length}::${type}[])`;
  };
  const alternatives = reach.map((grant) => {
    const limits = Object.entries(grant.dimensions).flatMap(([name, allowed]) => {
      const column = columns[name];
      return column === undefined ? [] : [oneOf(column, 'text', allowed)];
    });
    if (grant.entities !== 'all') limits.unshift(oneOf(columns.entity, 'uuid', grant.entities));
    return limits.length === 0 ? 'true' : `(${limits.join(' and ')})`;
  });
  return alternatives.length === 0
    ? 'false'
    : alternatives.includes('true')
      ? 'true'
      : `(${alternatives.join(' or ')})`;
};

/** "Everything", chosen in so many words. */
export const ALL = '*';

export interface GrantValues {
  roleId: string;
  entities: string[];
  /** By dimension: `{ family: ['gst'] }`. */
  dimensions: Record<string, string[]>;
  /** Last day, for roles that are only given until a date. */
  validTo: string;
}

export const NO_GRANT: GrantValues = { roleId: '', entities: [], dimensions: {}, validTo: '' };

/** A grant as the API takes it: a dimension that is absent does not limit, an empty scope reaches nothing. */
export const grantOf = ({ roleId, entities, dimensions, validTo }: GrantValues) => ({
  roleId,
  entities: entities.includes(ALL) ? ('all' as const) : entities,
  dimensions: Object.fromEntries(
    Object.entries(dimensions).filter(([, values]) => values.length > 0 && !values.includes(ALL)),
  ),
  ...(validTo ? { validTo } : {}),
});

/** "Everything", chosen in so many words. */
export const ALL = '*';

export interface GrantValues {
  roleId: string;
  entities: string[];
  families: string[];
}

export const NO_GRANT: GrantValues = { roleId: '', entities: [], families: [ALL] };

/** A grant as the API takes it: absent dimensions reach everything, an empty scope reaches nothing. */
export const grantOf = ({ roleId, entities, families }: GrantValues) => ({
  roleId,
  entities: entities.includes(ALL) ? ('all' as const) : entities,
  dimensions: families.includes(ALL) ? {} : { family: families },
});

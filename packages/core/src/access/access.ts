/** One grant: a role's permissions over some entities and some values of contributed dimensions. */
export interface Grant {
  readonly permissions: ReadonlySet<string>;
  readonly entities: 'all' | ReadonlySet<string>;
  /** dimension name → allowed values; a dimension that is not named is not limited */
  readonly dimensions: Readonly<Record<string, ReadonlySet<string>>>;
}

/** Where a permission reaches: any one of these grants is enough. No grant means nowhere. */
export type Reach = readonly Pick<Grant, 'entities' | 'dimensions'>[];

/** A set that has every permission; it lists none, since it belongs to no person. */
class AllPermissions extends Set<string> {
  override has(_permission: string): boolean {
    return true;
  }
}

/** What an actor may do in a tenant. Fails closed: an empty scope means nothing, never everything. */
export class Access {
  readonly #grants: readonly Grant[];

  constructor(grants: readonly Grant[]) {
    this.#grants = grants;
  }

  static readonly nothing = new Access([]);

  /** For jobs and the host itself: every permission, everywhere in the one tenant of the context. */
  static readonly everything = new Access([
    { permissions: new AllPermissions(), entities: 'all', dimensions: {} },
  ]);

  get permissions(): ReadonlySet<string> {
    return new Set(this.#grants.flatMap((grant) => [...grant.permissions]));
  }

  allows(permission: string): boolean {
    return this.#grants.some((grant) => grant.permissions.has(permission));
  }

  reach(permission: string): Reach {
    return this.#grants.filter((grant) => grant.permissions.has(permission));
  }

  /** Whether the permission reaches this entity and these dimension values. */
  covers(permission: string, entity: string, dimensions: Readonly<Record<string, string>> = {}): boolean {
    return this.reach(permission).some((grant) => includes(grant, entity, dimensions));
  }
}

const includes = (
  grant: Reach[number],
  entity: string,
  dimensions: Readonly<Record<string, string>>,
): boolean =>
  (grant.entities === 'all' || grant.entities.has(entity)) &&
  Object.entries(grant.dimensions).every(([name, allowed]) => {
    const value = dimensions[name];
    return value === undefined || allowed.has(value);
  });

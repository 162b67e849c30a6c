import { OWN_PROFILE } from '../plugin/permission.ts';

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

/** A grant over no entity, or over no value of a dimension, is no grant. */
const reachesSomething = (grant: Grant): boolean =>
  (grant.entities === 'all' || grant.entities.size > 0) &&
  Object.values(grant.dimensions).every((allowed) => allowed.size > 0);

/** What an actor may do in a tenant. Fails closed: an empty scope means nothing, never everything. */
export class Access {
  readonly #grants: readonly Grant[];

  constructor(grants: readonly Grant[]) {
    this.#grants = grants.filter(reachesSomething);
  }

  static readonly nothing = new Access([]);

  /** For jobs and the host itself: every permission, everywhere in the one tenant of the context. */
  static readonly everything = new Access([
    { permissions: new AllPermissions(), entities: 'all', dimensions: {} },
  ]);

  /** As they were given, those that reach nothing left out. */
  get grants(): readonly Grant[] {
    return this.#grants;
  }

  /** What the grants name; empty for `everything`, which names nothing. */
  get permissions(): ReadonlySet<string> {
    return new Set(this.#grants.flatMap((grant) => [...grant.permissions]));
  }

  /** Entities that some permission reaches, one's own profile aside. */
  get entities(): 'all' | string[] {
    const reached = new Set<string>();
    for (const { permissions, entities } of this.#grants) {
      if (permissions.size === 1 && permissions.has(OWN_PROFILE)) continue;
      if (entities === 'all') return 'all';
      for (const entity of entities) reached.add(entity);
    }
    return [...reached].toSorted();
  }

  /** Whether the permission is held at all, for any entity. */
  allows(permission: string): boolean {
    return this.#grants.some((grant) => grant.permissions.has(permission));
  }

  reach(permission: string): Reach {
    return this.#grants.filter((grant) => grant.permissions.has(permission));
  }

  /** Whether the permission is held for every entity, those not created yet included, without limits. */
  isUnlimited(permission: string): boolean {
    return this.reach(permission).some(
      (grant) => grant.entities === 'all' && Object.keys(grant.dimensions).length === 0,
    );
  }

  /**
   * Whether the permission reaches this entity and these dimension values. Where a grant is limited on a dimension
   * whose value is not given, the thing cannot be judged and lies outside.
   */
  covers(permission: string, entity: string, dimensions: Readonly<Record<string, string>> = {}): boolean {
    return this.reach(permission).some((grant) => includes(grant, entity, dimensions));
  }

  /** Whether the permission reaches some of an entity's work. Enough to see the entity, not to change it. */
  reachesInto(permission: string, entity: string): boolean {
    return acrossDimensions(this.reach(permission)).some((grant) => includes(grant, entity, {}));
  }
}

/**
 * The reach for things that no dimension divides, such as the entity itself: who works on a part of it sees them.
 * To leave limits out is a decision, and stands where it is taken.
 */
export const acrossDimensions = (reach: Reach): Reach =>
  reach.map(({ entities }) => ({ entities, dimensions: {} }));

const includes = (
  grant: Reach[number],
  entity: string,
  dimensions: Readonly<Record<string, string>>,
): boolean =>
  (grant.entities === 'all' || grant.entities.has(entity)) &&
  Object.entries(grant.dimensions).every(([name, allowed]) => {
    const value = dimensions[name];
    return value !== undefined && allowed.has(value);
  });

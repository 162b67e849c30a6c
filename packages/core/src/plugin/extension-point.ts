/**
 * How plugins compose: an owner declares a point, others contribute to it. A contribution is data, loaded
 * when the host starts, and given to the owner only for tenants where the contributor is on.
 */
export interface ExtensionPoint<T> {
  readonly id: string;
  readonly owner: string;
  /** Refuses a contribution by returning what is wrong with it. Runs once, at start. */
  readonly validate: ((value: T) => readonly ContributionFault[]) | undefined;
  /** never set: carries the type */
  readonly $type?: T;
}

export interface ContributionFault {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}

/** @param id dotted; the part before the first dot is the owning plugin: `compliance.masters` */
export const createExtensionPoint = <T>(
  id: string,
  options: { readonly validate?: (value: T) => readonly ContributionFault[] } = {},
): ExtensionPoint<T> => ({ id, owner: id.split('.')[0] ?? id, validate: options.validate });

/** A point whose type of contribution does not matter to the reader. */
export type AnyExtensionPoint = Pick<ExtensionPoint<unknown>, 'id' | 'owner'>;

export interface Contribution {
  readonly point: AnyExtensionPoint;
  readonly load: () => Promise<{ default: unknown }>;
}

export const contribute = <T>(
  point: ExtensionPoint<T>,
  load: () => Promise<{ default: T }>,
): Contribution => ({ point, load });

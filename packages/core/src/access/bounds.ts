import type { Access, Grant, Reach } from './access.ts';

/**
 * The permissions of a grant that reach further than the grantor's own: nobody gives what they do not have, nor
 * to more entities, nor with wider dimensions. Empty means that the grant is within bounds.
 */
export const beyond = (grantor: Access, grant: Grant): readonly string[] =>
  [...grant.permissions].filter((permission) => !isWithin(grantor.reach(permission), grant));

const isWithin = (reach: Reach, grant: Grant): boolean =>
  grant.entities === 'all'
    ? reach.some((own) => own.entities === 'all' && areDimensionsWithin(own, grant))
    : [...grant.entities].every((entity) =>
        reach.some(
          (own) => (own.entities === 'all' || own.entities.has(entity)) && areDimensionsWithin(own, grant),
        ),
      );

/** Where the grantor is limited, the grant is limited too, to some of the same values. */
const areDimensionsWithin = (own: Reach[number], grant: Grant): boolean =>
  Object.entries(own.dimensions).every(([name, allowed]) => {
    const asked = grant.dimensions[name];
    return asked !== undefined && [...asked].every((value) => allowed.has(value));
  });

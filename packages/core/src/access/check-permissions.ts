import { invalid } from '../http/problem.ts';
import type { Access } from './access.ts';
import { beyondOwnAccess } from './problems.ts';

/**
 * Permissions that a role of the tenant is to have, each once and sorted. A role can be given without limits, so
 * who puts a permission in must have it without limits.
 * @param had what the role has already: taking over what is there gives nothing new
 * @throws Refusal `INVALID` for one that does not exist here; `BEYOND_OWN_ACCESS`
 */
export const checkPermissions = (
  own: Access,
  permissions: readonly string[],
  exists: (permission: string) => boolean,
  had: readonly string[] = [],
): readonly string[] => {
  const added = permissions.filter((permission) => !had.includes(permission));
  const unknown = added.filter((permission) => !exists(permission));
  if (unknown.length > 0) {
    throw invalid(
      'The role names permissions that do not exist here.',
      unknown.map((received) => ({
        path: 'permissions',
        message: 'There is no such permission.',
        expected: 'one of GET /v1/permissions',
        received,
      })),
    );
  }
  const missing = added.filter((permission) => !own.isUnlimited(permission));
  if (missing.length > 0) throw beyondOwnAccess(missing);
  return [...new Set(permissions)].toSorted();
};

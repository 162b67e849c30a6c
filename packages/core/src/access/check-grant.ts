import type { Context } from '../context/context.ts';
import type { Queries } from '../db/db.ts';
import { invalid, notFound, type Fault } from '../http/problem.ts';
import type { GrantDimension } from '../plugin/permission.ts';
import { beyond } from './bounds.ts';
import type { Role } from './built-in-roles.ts';
import type { AccessCatalogue } from './catalogue.ts';
import { beyondOwnAccess } from './problems.ts';
import { grantOf, type StoredGrant } from './resolve-access.ts';
import type { ProposedGrant } from './schemas.ts';
import { permissionsByRole } from './tenant-roles.ts';

/**
 * What is wrong with a grant in itself. A role that ends must say when; a scope that names nothing is a mistake and
 * not a way to say "everything".
 */
export const grantFaults = (
  proposed: ProposedGrant,
  role: Role,
  dimensions: readonly GrantDimension[],
  today: string,
): readonly Fault[] => {
  const faults: Fault[] = [];
  const { entities, validFrom, validTo } = proposed;
  if (entities !== 'all' && entities.length === 0) {
    faults.push({
      path: 'entities',
      message: 'Name at least one entity, or "all".',
      expected: '"all" or ids',
      received: '[]',
    });
  }
  for (const [name, values] of Object.entries(proposed.dimensions))
    faults.push(...dimensionFaults(name, values, dimensions));
  if (role.dated && validTo === undefined) {
    faults.push({
      path: 'validTo',
      message: `${role.name} is given until a date.`,
      expected: 'a date',
      received: 'nothing',
    });
  }
  if (validTo !== undefined && validTo < (validFrom ?? today)) {
    faults.push({
      path: 'validTo',
      message: 'The end lies before the beginning, or in the past.',
      expected: `${validFrom ?? today} or later`,
      received: validTo,
    });
  }
  return faults;
};

const dimensionFaults = (
  name: string,
  values: 'all' | readonly string[],
  dimensions: readonly GrantDimension[],
): readonly Fault[] => {
  const path = `dimensions.${name}`;
  const dimension = dimensions.find((known) => known.name === name);
  if (!dimension) {
    const expected = dimensions.map((known) => known.name).join(', ') || 'no dimension';
    return [{ path, message: 'There is no such dimension.', expected, received: name }];
  }
  if (values === 'all') return [];
  if (values.length === 0)
    return [
      { path, message: 'Name at least one value, or "all".', expected: '"all" or values', received: '[]' },
    ];
  const known = dimension.values?.map(({ value }) => value);
  return values
    .filter((value) => known !== undefined && !known.includes(value))
    .map((value) => ({
      path,
      message: 'There is no such value.',
      expected: known?.join(', ') ?? '',
      received: value,
    }));
};

/** `all` is the absence of a limit. */
const stored = ({ roleId, entities, dimensions, validFrom, validTo }: ProposedGrant): StoredGrant => ({
  role: roleId,
  allEntities: entities === 'all',
  entities: entities === 'all' ? [] : [...new Set(entities)],
  dimensions: Object.fromEntries(
    Object.entries(dimensions).flatMap(([name, values]) =>
      values === 'all' ? [] : [[name, [...new Set(values)]]],
    ),
  ),
  validFrom: validFrom ?? null,
  validTo: validTo ?? null,
});

/**
 * A grant that somebody proposes, as it may be stored.
 * @throws Refusal `INVALID`; `NOT_FOUND` for an entity that is not the tenant's; `BEYOND_OWN_ACCESS` where it
 *   reaches further than the grantor's own rights
 */
export const checkGrant = async (
  ctx: Context,
  tx: Queries,
  { roles, dimensions }: { readonly roles: readonly Role[]; readonly dimensions: readonly GrantDimension[] },
  proposed: ProposedGrant,
): Promise<StoredGrant> => {
  const role = roles.find(({ id }) => id === proposed.roleId);
  if (!role) throw notFound('role');
  const faults = grantFaults(proposed, role, dimensions, ctx.today);
  if (faults.length > 0) throw invalid('The grant does not fit.', faults);
  const grant = stored(proposed);
  await requireEntities(tx, ctx.tenant, grant.entities);
  const missing = beyond(ctx.access, grantOf(grant, role.permissions));
  if (missing.length > 0) throw beyondOwnAccess(missing);
  return grant;
};

/**
 * Taking away, like giving, is for those who have it themselves: who is limited to some entities shuts nobody out of
 * others. A role that nobody knows any more gives nothing, and anybody may take it.
 * @throws Refusal `BEYOND_OWN_ACCESS`
 */
export const requireGivable = async (
  ctx: Context,
  tx: Queries,
  catalogue: AccessCatalogue,
  grants: readonly StoredGrant[],
): Promise<void> => {
  if (grants.length === 0) return;
  const permissions = await permissionsByRole(tx, ctx.tenant, catalogue);
  const missing = grants.flatMap((grant) =>
    beyond(ctx.access, grantOf(grant, permissions.get(grant.role) ?? [])),
  );
  if (missing.length > 0) throw beyondOwnAccess([...new Set(missing)]);
};

const requireEntities = async (tx: Queries, tenant: string, entities: readonly string[]): Promise<void> => {
  if (entities.length === 0) return;
  const row = await tx.first<{ count: number }>(
    'select count(*)::int as count from core.entity where tenant_id = $1 and id = any($2::uuid[])',
    [tenant, entities],
  );
  if (row?.count !== entities.length) throw notFound('entity');
};

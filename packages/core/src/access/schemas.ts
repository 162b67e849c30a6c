import { z } from 'zod';

/** Shapes of the routes about roles and grants. */

const Entities = z.union([z.literal('all'), z.array(z.uuid()).max(5_000)]);
const Dimensions = z.record(
  z.string().max(60),
  z.union([z.literal('all'), z.array(z.string().max(100)).max(200)]),
);
const Permissions = z.array(z.string().max(100)).max(500);

/** What a grant is to be. A dimension that is not named, or is `all`, does not limit it. */
export const ProposedGrant = z
  .object({
    roleId: z.string().min(1).max(100),
    entities: Entities,
    dimensions: Dimensions.default({}),
    /** calendar dates in India, both inclusive */
    validFrom: z.iso.date().optional(),
    validTo: z.iso.date().optional(),
  })
  .meta({ id: 'ProposedGrant' });
export type ProposedGrant = z.output<typeof ProposedGrant>;

export const GivenGrant = z
  .object({
    id: z.uuid(),
    roleId: z.string(),
    roleName: z.string(),
    entities: Entities,
    dimensions: z.record(z.string(), z.array(z.string())),
    validFrom: z.iso.date().nullable(),
    validTo: z.iso.date().nullable(),
    /** whether it counts today */
    inForce: z.boolean(),
  })
  .meta({ id: 'GivenGrant' });
export type GivenGrant = z.infer<typeof GivenGrant>;

export const RoleItem = z
  .object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    description: z.string(),
    builtIn: z.boolean(),
    /** it can only be given until a date */
    dated: z.boolean(),
    permissions: z.array(z.string()),
  })
  .meta({ id: 'Role' });

export const NewRole = z.object({
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(500).default(''),
  permissions: Permissions.min(1),
});
export const RoleChange = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  description: z.string().trim().max(500).optional(),
  permissions: Permissions.min(1).optional(),
});

export const PermissionItem = z
  .object({ id: z.string(), name: z.string(), label: z.string(), plugin: z.string() })
  .meta({ id: 'Permission' });

/** Short lists that come whole, in the shape of all lists. */
export const wholeList = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    pageInfo: z.object({ nextCursor: z.null(), hasNext: z.literal(false) }),
    total: z.int(),
  });

export const whole = <T>(items: readonly T[]) => ({
  items: [...items],
  pageInfo: { nextCursor: null, hasNext: false as const },
  total: items.length,
});

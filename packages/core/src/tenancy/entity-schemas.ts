import { z } from 'zod';
import { listQuery, pageOf } from '../http/list.ts';

/** Shapes of the routes about entities. What an identifier looks like under a law is for the plugins to say. */

const Name = z.string().trim().min(1).max(200);
/** In capitals; nothing and an empty text are one. */
const Identifier = z
  .string()
  .trim()
  .max(30)
  .regex(/^[\p{L}\d\-/ ]*$/u)
  .nullable()
  .transform((text) => (text === null || text === '' ? null : text.toUpperCase()));
const State = z
  .string()
  .trim()
  .max(60)
  .nullable()
  .transform((text) => (text === '' ? null : text));

export const EntityKind = z.enum(['company', 'llp', 'firm', 'proprietor', 'trust', 'other']);

export const EntityItem = z
  .object({
    id: z.uuid(),
    name: z.string(),
    legalName: z.string(),
    kind: z.string(),
    pan: z.string().nullable(),
    cin: z.string().nullable(),
    llpin: z.string().nullable(),
    state: z.string().nullable(),
    status: z.enum(['active', 'closed']),
  })
  .meta({ id: 'Entity' });
export type EntityItem = z.infer<typeof EntityItem>;

export const NewEntityBody = z.object({
  name: Name,
  legalName: Name,
  kind: EntityKind,
  pan: Identifier.default(null),
  cin: Identifier.default(null),
  llpin: Identifier.default(null),
  state: State.default(null),
});
export const EntityChange = z.object({
  name: Name.optional(),
  legalName: Name.optional(),
  kind: EntityKind.optional(),
  pan: Identifier.optional(),
  cin: Identifier.optional(),
  llpin: Identifier.optional(),
  state: State.optional(),
  status: z.enum(['active', 'closed']).optional(),
});

export const EntityQuery = listQuery(['name', 'legalName'], 'name').extend({
  /** part of a name or of an identifier */
  q: z.string().trim().max(100).optional(),
  kind: EntityKind.optional(),
  status: z.enum(['active', 'closed']).optional(),
});
export const EntityPage = pageOf(EntityItem);

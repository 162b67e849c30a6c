import { z } from 'zod';
import { GivenGrant, ProposedGrant } from '../access/schemas.ts';
import { listQuery, pageOf } from '../http/list.ts';
import { Email } from './email.ts';

/** Shapes of the routes about a tenant's people. */

export const PersonItem = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    status: z.enum(['active', 'disabled']),
    joinedAt: z.iso.datetime(),
    /** roles in force */
    roles: z.array(z.object({ id: z.string(), name: z.string() })),
    grants: z.array(GivenGrant),
  })
  .meta({ id: 'Person' });
export type PersonItem = z.infer<typeof PersonItem>;

export const PeopleQuery = listQuery(['name', 'email', 'joinedAt'], 'name').extend({
  /** part of the name or the e-mail */
  q: z.string().trim().max(100).optional(),
  status: z.enum(['active', 'disabled']).optional(),
});
export const PeoplePage = pageOf(PersonItem);

export const NewInvitationBody = z.object({
  email: Email,
  name: z.string().trim().min(1).max(200),
  grants: z.array(ProposedGrant).min(1).max(20),
});
export const InvitationItem = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    roles: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Invitation' });

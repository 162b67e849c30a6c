import { del, get, post, type RouteDefinition } from '../plugin/route.ts';
import * as shapes from './people-shapes.ts';

export const peopleRoutes: readonly RouteDefinition[] = [
  get('/people', {
    ...shapes.listPeople,
    summary: 'Members of the tenant with their roles',
    permission: 'core.person.read',
    about: 'entities',
    load: () => import('./routes/list-people.ts'),
  }),
  get('/people/:id', {
    ...shapes.getPerson,
    summary: 'A member of the tenant with their roles',
    permission: 'core.person.read',
    about: 'entities',
    load: () => import('./routes/get-person.ts'),
  }),
  post('/people/:id/disable', {
    ...shapes.setPersonStatus,
    summary:
      'Shuts a member out of this tenant from their next request on; other tenants of theirs are not touched',
    permission: 'core.person.update',
    about: 'entities',
    act: 'core.person.disable',
    load: () => import('./routes/disable-person.ts'),
  }),
  post('/people/:id/enable', {
    ...shapes.setPersonStatus,
    summary: 'Lets a member in again, with the roles they had',
    permission: 'core.person.update',
    about: 'entities',
    act: 'core.person.enable',
    load: () => import('./routes/enable-person.ts'),
  }),
  post('/invitations', {
    ...shapes.invite,
    summary: 'Invites somebody by e-mail, with roles that do not reach further than those of the inviter',
    permission: 'core.person.invite',
    about: 'entities',
    act: 'core.invitation.create',
    status: 201,
    load: () => import('./routes/invite.ts'),
  }),
  get('/invitations', {
    ...shapes.listInvitations,
    summary: 'Invitations that can still be accepted',
    permission: 'core.person.read',
    about: 'tenant',
    load: () => import('./routes/list-invitations.ts'),
  }),
  del('/invitations/:id', {
    ...shapes.withdrawInvitation,
    summary: 'Withdraws an invitation: its link is not good any more',
    permission: 'core.person.invite',
    about: 'entities',
    act: 'core.invitation.withdraw',
    status: 204,
    load: () => import('./routes/withdraw-invitation.ts'),
  }),
];

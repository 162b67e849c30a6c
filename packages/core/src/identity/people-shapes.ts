import { accessCatalogue } from '../access/catalogue.ts';
import { wholeList } from '../access/schemas.ts';
import { idParams } from '../plugin/route.ts';
import { db } from '../plugin/services.ts';
import { pluginsOn } from '../tenancy/plugin-administration.ts';
import { identityConfig, invalidation, openTransactions } from './bindings.ts';
import { mailer } from './mailer.ts';
import { InvitationItem, NewInvitationBody, PeoplePage, PeopleQuery, PersonItem } from './people-schemas.ts';

/** What each route about people takes, gives and needs: read by its definition and by its handler. */

const catalogue = accessCatalogue;

export const listPeople = { query: PeopleQuery, reply: PeoplePage, deps: { db, catalogue } };
export const getPerson = { params: idParams, reply: PersonItem, deps: { db, catalogue } };
export const setPersonStatus = {
  params: idParams,
  reply: PersonItem,
  deps: { db, catalogue, invalidation, openTransactions },
};
export const invite = {
  body: NewInvitationBody,
  reply: InvitationItem,
  deps: { db, catalogue, pluginsOn, mailer, config: identityConfig },
};
export const listInvitations = { reply: wholeList(InvitationItem), deps: { db, catalogue } };
export const withdrawInvitation = { params: idParams, deps: { db, catalogue } };

import { identityDb } from '../db/role-db.ts';
import { demoInfo } from '../identity/bindings.ts';
import { db } from '../plugin/services.ts';
import { MailPage, MailQuery } from './schemas.ts';

/** What each route takes, gives and needs: read by its definition and by its handler. */

export const tenantMails = { query: MailQuery, reply: MailPage, deps: { db, info: demoInfo } };
export const operatorMails = {
  query: MailQuery,
  reply: MailPage,
  deps: { db: identityDb, info: demoInfo },
};

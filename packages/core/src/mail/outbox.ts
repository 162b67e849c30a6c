import { newId } from '../db/id.ts';
import type { Mailer } from '../identity/mailer.ts';

/** Tenant of mails that belong to none: a reset of a password concerns a person, whatever they are a member of. */
const NOBODY = null;

/** @param delivered whether the portal has a transport; without one mails are kept, and never sent later */
export const outboxMailer = (delivered: boolean): Mailer => ({
  put: async (tx, { tenant, to, subject, text, secret }) => {
    await tx.run(
      `insert into core.mail_outbox (id, tenant_id, recipient, subject, body, secret, state)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), tenant ?? NOBODY, to, subject, text, secret, delivered ? 'waiting' : 'kept'],
    );
  },
});

import { newId } from '../db/id.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Mailer } from '../identity/mailer.ts';

/** Tenant of mails that belong to none: a reset of a password concerns a person, whatever they are a member of. */
const NOBODY = null;

/** Writes mails to the outbox of mails. What holds a link that acts for its reader is kept from administrators. */
export const outboxMailer = (db: RoleDb): Mailer => ({
  send: async ({ tenant, to, subject, text, secret }) => {
    await db.transaction({ purpose: 'mail: put in the outbox' }, async (tx) => {
      await tx.run(
        'insert into core.mail_outbox (id, tenant_id, recipient, subject, body, secret) values ($1, $2, $3, $4, $5, $6)',
        [newId(), tenant ?? NOBODY, to, subject, text, secret],
      );
    });
  },
});

import { hostToken } from '../container/token.ts';
import type { Queries } from '../db/db.ts';

export interface Mail {
  /** set for what a tenant's administrators may know was sent; never for what concerns a person everywhere */
  readonly tenant?: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The text holds a link that acts for its reader: it is for the recipient's eyes alone. */
  readonly secret: boolean;
}

/** Puts mails in the outbox, in the transaction of what they tell of: there is never one without the other. */
export interface Mailer {
  put(tx: Queries, mail: Mail): Promise<void>;
}

export const mailer = hostToken<Mailer>('core.mailer');

import { hostToken } from '../container/token.ts';

export interface Mail {
  /** set for what a tenant's administrators may know was sent; never for what concerns a person everywhere */
  readonly tenant?: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The text holds a link that acts for its reader: it is for the recipient's eyes alone. */
  readonly secret: boolean;
}

/** Sends later: returns once the mail is in the outbox. It has a transaction of its own: call it after the commit. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

export const mailer = hostToken<Mailer>('core.mailer');

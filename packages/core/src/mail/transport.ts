import { hostToken } from '../container/token.ts';

export interface OutgoingMail {
  /** the same at every attempt, so that a mail that arrives twice is known to be one */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Trying again cannot help: the mailbox does not exist, or takes nothing. */
export class MailRefused extends Error {}

/** Hands mails to whoever carries them. */
export interface MailTransport {
  /** domain of the sender */
  readonly domain: string;
  /** @throws MailRefused where the recipient was refused for good; any other error is worth another attempt */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** How this portal's mails leave it; without a transport they are kept. */
export interface MailSettings {
  readonly transport: MailTransport | undefined;
}
export const mailSettings = hostToken<MailSettings>('core.mail-settings');

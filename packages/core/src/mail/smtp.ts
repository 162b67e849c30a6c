import { createTransport } from 'nodemailer';
import { MailRefused, type MailTransport, type OutgoingMail } from './transport.ts';

export interface SmtpOptions {
  /** `smtp://user:password@host:587`, or `smtps://` */
  readonly url: string;
  /** sender: an address, or a name with one */
  readonly from: string;
}

/** Shorter than the lease of a mail, so that two processes never speak about one at a time. */
const TIME_LIMITS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** SMTP (RFC 5321). @see MailTransport */
export const smtpTransport = ({ url, from }: SmtpOptions): MailTransport => {
  const transporter = createTransport({
    url,
    ...TIME_LIMITS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    domain: /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost',
    send: async ({ messageId, to, subject, text }: OutgoingMail) => {
      try {
        await transporter.sendMail({ from, to, subject, text, messageId });
      } catch (error) {
        throw isRefusal(error) ? new MailRefused((error as Error).message, { cause: error }) : error;
      }
    },
    close: () => transporter.close(),
  };
};

/** A permanent answer about the recipient (5yz); about anything else it may be our own configuration. */
const isRefusal = (error: unknown): boolean => {
  const {
    code,
    responseCode = 0,
    command = '',
  } = error as {
    code?: string;
    responseCode?: number;
    command?: string;
  };
  return code === 'EENVELOPE' && responseCode >= 500 && command.startsWith('RCPT');
};

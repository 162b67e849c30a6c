import type { Mail } from './mailer.ts';

/** Texts of the mails that identity sends. Plain text: a link in full shows where it leads. */

export const link = (publicUrl: string, path: string, secret: string): string =>
  `${publicUrl}${path}?token=${encodeURIComponent(secret)}`;

export const invitationMail = (options: {
  readonly publicUrl: string;
  readonly tenant: { readonly id: string; readonly name: string };
  readonly to: string;
  readonly name: string;
  readonly secret: string;
  readonly days: number;
}): Mail => ({
  tenant: options.tenant.id,
  to: options.to,
  subject: `Invitation to ${options.tenant.name}`,
  text: [
    `Hello ${options.name},`,
    `you are invited to work in ${options.tenant.name}. Open this link within ${options.days} days:`,
    link(options.publicUrl, '/accept-invitation', options.secret),
    'If you have an account here already, use its password. If you did not expect this, ignore it.',
  ].join('\n\n'),
  secret: true,
});

export const passwordResetMail = (options: {
  readonly publicUrl: string;
  readonly to: string;
  readonly name: string;
  readonly secret: string;
  readonly minutes: number;
}): Mail => ({
  to: options.to,
  subject: 'Set a new password',
  text: [
    `Hello ${options.name},`,
    `somebody asked for a new password for this account. If it was you, open this link within ${options.minutes} minutes:`,
    link(options.publicUrl, '/reset-password', options.secret),
    'If it was not you, ignore this: your password stays as it is.',
  ].join('\n\n'),
  secret: true,
});

export const passwordChangedMail = (options: { readonly to: string; readonly name: string }): Mail => ({
  to: options.to,
  subject: 'Your password was changed',
  text: [
    `Hello ${options.name},`,
    'the password of your account was changed, and you were signed out everywhere.',
    'If it was not you, ask for a new password at once and tell your administrator.',
  ].join('\n\n'),
  secret: false,
});

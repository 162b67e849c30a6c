import { z } from 'zod';

/**
 * One spelling per mailbox: trimmed, composed (NFKC) and in lower case. People are told apart by this text, so
 * every way into the portal goes through here.
 */
export const normaliseEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase();

/** An e-mail as it comes in, given back in its one spelling. */
export const Email = z
  .string()
  .max(320)
  .transform(normaliseEmail)
  .pipe(z.email().max(254))
  .meta({ description: 'E-mail address; letter case does not matter' });

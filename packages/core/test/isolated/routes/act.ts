import type { ActHandler } from '../contract.ts';
import { ATTEMPTS } from '../attempts.ts';

/** Does what it is told to, however hostile, and tells by what code it was refused. */
const handler: ActHandler = async ({ ctx, body, deps }) => {
  const attempt = ATTEMPTS[body.what];
  if (!attempt) throw new Error(`expected an attempt, received "${body.what}"`);
  try {
    return { told: await attempt({ ctx, deps, with: body.with }) };
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    return { told: { refused: code ?? message } };
  }
};

export default handler;

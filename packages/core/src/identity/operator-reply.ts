import type { z } from 'zod';
import type { Account } from './account.ts';
import type { OperatorSignedIn } from './schemas.ts';
import type { LiveSession } from './session/sessions.ts';
import type { AccessTokens } from './token/tokens.ts';

/** What an operator's page gets after signing in or refreshing. */
export const operatorReply = async (
  tokens: AccessTokens,
  operator: Pick<Account, 'id' | 'name' | 'email'>,
  session: LiveSession,
): Promise<z.input<typeof OperatorSignedIn>> => {
  const { accessToken, expiresAt } = await tokens.mint(
    {
      audience: 'compliance-os-operator',
      subject: operator.id,
      session: session.id,
      tenant: undefined,
      roles: ['operator'],
    },
    session.expiresAt,
  );
  const { id, name, email } = operator;
  return { accessToken, expiresAt: expiresAt.toISOString(), operator: { id, name, email } };
};

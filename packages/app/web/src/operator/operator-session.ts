import { createClient } from '../api/client.ts';
import { createSession, type SessionReply } from '../api/session.ts';

export interface OperatorSession extends SessionReply {
  readonly operator: { readonly id: string; readonly name: string; readonly email: string };
}

/** The operator's own session: nothing of it is shared with a tenant's. */
export const operatorSession = createSession<OperatorSession>('operator', '/v1/operator/refresh');
export const operatorRequest = createClient(operatorSession);

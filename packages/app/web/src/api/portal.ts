import { createClient } from './client.ts';
import { createSession, type SessionReply } from './session.ts';

export interface TenantChoice {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

export interface PortalSession extends SessionReply {
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  /** Null for a person of several tenants who has not chosen one. */
  readonly tenant: TenantChoice | null;
  readonly tenants: readonly TenantChoice[];
}

/** The session of a tenant's people, and their way to the API. */
export const portalSession = createSession<PortalSession>('session', '/v1/auth/refresh');
export const request = createClient(portalSession);

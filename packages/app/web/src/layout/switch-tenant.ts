import { portalSession, request, type PortalSession } from '../api/portal.ts';

/** Loads the page afresh, so that nothing of the other tenant stays in memory. */
export async function switchTenant(tenantId: string): Promise<void> {
  portalSession.accept(await request<PortalSession>('/v1/auth/switch-tenant', { body: { tenantId } }));
  window.location.assign('/');
}

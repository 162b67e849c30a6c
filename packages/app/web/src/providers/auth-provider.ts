import type { AuthProvider } from 'react-admin';
import { publicRequest } from '../api/client.ts';
import { portalSession, request, type PortalSession } from '../api/portal.ts';
import { statusOf } from '../api/problem.ts';

export const authProvider: AuthProvider = {
  async login({ email, password }: { email: string; password: string }) {
    portalSession.accept(
      await publicRequest<PortalSession>('/v1/auth/sign-in', { body: { email, password } }),
    );
  },
  async logout() {
    if (!portalSession.mayExist()) return;
    // Signing out must work without the server: the session is forgotten here whatever it answers.
    await request('/v1/auth/sign-out', { method: 'POST' }).catch(() => undefined);
    portalSession.forget();
  },
  async checkAuth() {
    if (portalSession.current()) return;
    if (!portalSession.mayExist()) throw new Error('not signed in');
    await portalSession.refresh();
  },
  async checkError(error: unknown) {
    if (statusOf(error) === 401) throw error;
  },
  async getIdentity() {
    const person = (portalSession.current() ?? (await portalSession.refresh())).person;
    return { id: person.id, fullName: person.name };
  },
};

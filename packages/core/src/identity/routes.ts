import { OWN_PROFILE } from '../plugin/permission.ts';
import { get, post, type RouteDefinition } from '../plugin/route.ts';
import * as shapes from './route-shapes.ts';

export const identityRoutes: readonly RouteDefinition[] = [
  post('/auth/sign-in', {
    ...shapes.signIn,
    summary: 'Signs a person in with e-mail and password; the refresh token comes as a cookie',
    public: 'nobody is signed in yet; attempts are limited by account and by address',
    act: 'identity.sign-in',
    load: () => import('./routes/sign-in.ts'),
  }),
  post('/auth/refresh', {
    ...shapes.refresh,
    summary: 'A new access token for the refresh cookie, which is replaced',
    public: 'the refresh cookie stands in for the access token, which may have ended',
    act: 'identity.refresh',
    load: () => import('./routes/refresh.ts'),
  }),
  post('/auth/sign-out', {
    ...shapes.signOut,
    summary: 'Ends the session of the refresh cookie at once',
    public: 'it must work when the access token has ended, and does nothing without the cookie',
    act: 'identity.sign-out',
    load: () => import('./routes/sign-out.ts'),
  }),
  post('/auth/switch-tenant', {
    ...shapes.switchTenant,
    summary: 'An access token for another tenant of the same person',
    public:
      'somebody who has not chosen a tenant has no permission; the handler asks for the access token itself',
    act: 'identity.switch-tenant',
    load: () => import('./routes/switch-tenant.ts'),
  }),
  post('/auth/password-reset-request', {
    ...shapes.passwordResetRequest,
    summary: 'Sends a link for a new password, if there is such an account',
    public: 'who forgot the password cannot sign in; the reply is the same for every e-mail',
    act: 'identity.password.reset-request',
    status: 204,
    load: () => import('./routes/password-reset-request.ts'),
  }),
  post('/auth/password-reset', {
    ...shapes.passwordReset,
    summary: 'Sets a new password with the link of a mail; ends every session',
    public: 'the secret of the link stands in for the password',
    act: 'identity.password.reset',
    status: 204,
    load: () => import('./routes/password-reset.ts'),
  }),
  post('/auth/accept-invitation', {
    ...shapes.acceptInvitation,
    summary: 'Joins the tenant of an invitation, and signs in',
    public: 'the secret of the link, with a new password or that of the account, stands in for a session',
    act: 'identity.invitation.accept',
    load: () => import('./routes/accept-invitation.ts'),
  }),
  get('/auth/keys', {
    ...shapes.keys,
    summary: 'Public keys that access tokens are signed with (RFC 7517)',
    public: 'they are public keys',
    load: () => import('./routes/keys.ts'),
  }),
  get('/sign-in-info', {
    ...shapes.signInInfo,
    summary: 'How the portal runs, and the sign-ins of a demo',
    public: 'the sign-in page shows it; empty outside a demo',
    load: () => import('./routes/sign-in-info.ts'),
  }),
  get('/me', {
    ...shapes.me,
    summary: 'Who is signed in, where, and what they may do there',
    permission: OWN_PROFILE,
    load: () => import('./routes/me.ts'),
  }),
  post('/operator/sign-in', {
    ...shapes.operatorSignIn,
    summary: 'Signs an operator in',
    public: 'nobody is signed in yet; attempts are limited by account and by address',
    act: 'operator.sign-in',
    load: () => import('./routes/operator-sign-in.ts'),
  }),
  post('/operator/refresh', {
    ...shapes.operatorRefresh,
    summary: "A new access token for an operator's refresh cookie, which is replaced",
    public: 'the refresh cookie stands in for the access token, which may have ended',
    act: 'operator.refresh',
    load: () => import('./routes/operator-refresh.ts'),
  }),
  post('/operator/sign-out', {
    ...shapes.operatorSignOut,
    summary: "Ends an operator's session at once",
    public: 'it must work when the access token has ended, and does nothing without the cookie',
    act: 'operator.sign-out',
    load: () => import('./routes/operator-sign-out.ts'),
  }),
];

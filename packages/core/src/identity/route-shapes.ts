import { identityDb } from '../db/role-db.ts';
import { pluginsOn } from '../tenancy/plugin-administration.ts';
import { accessCatalogue } from '../access/catalogue.ts';
import { authenticator } from './authenticator.ts';
import { demoInfo, identityConfig } from './bindings.ts';
import { invitations } from './invitations.ts';
import { passwordCheck } from './password/password-check.ts';
import { passwordResets } from './password-resets.ts';
import {
  AcceptInvitationBody,
  KeySet,
  Me,
  OperatorSignedIn,
  OperatorSignInBody,
  PasswordResetBody,
  PasswordResetRequestBody,
  RefreshBody,
  SignedIn,
  SignInBody,
  SignInInfo,
  SwitchTenantBody,
} from './schemas.ts';
import { sessions } from './session/sessions.ts';
import { signedInReplies } from './signed-in.ts';
import { signingKeys } from './token/signing-keys.ts';
import { accessTokens } from './token/tokens.ts';

/** What each route takes, gives and needs: read by its definition and by its handler. */

const config = identityConfig;
const replies = signedInReplies;

export const signIn = {
  body: SignInBody,
  reply: SignedIn,
  deps: { passwords: passwordCheck, sessions, replies, config },
};
export const refresh = { body: RefreshBody, reply: SignedIn, deps: { sessions, replies, config } };
export const signOut = { deps: { sessions, config } };
export const switchTenant = {
  body: SwitchTenantBody,
  reply: SignedIn,
  deps: { authenticator, sessions, replies },
};
export const passwordResetRequest = { body: PasswordResetRequestBody, deps: { resets: passwordResets } };
export const passwordReset = { body: PasswordResetBody, deps: { resets: passwordResets } };
export const acceptInvitation = {
  body: AcceptInvitationBody,
  reply: SignedIn,
  deps: { invitations, sessions, replies, config },
};
export const keys = { reply: KeySet, deps: { keys: signingKeys } };
export const signInInfo = { reply: SignInInfo, deps: { demoInfo } };
export const me = { reply: Me, deps: { db: identityDb, catalogue: accessCatalogue, pluginsOn } };

export const operatorSignIn = {
  body: OperatorSignInBody,
  reply: OperatorSignedIn,
  deps: { passwords: passwordCheck, sessions, tokens: accessTokens, config },
};
export const operatorRefresh = {
  reply: OperatorSignedIn,
  deps: { db: identityDb, sessions, tokens: accessTokens, config },
};
export const operatorSignOut = { deps: { sessions, config } };

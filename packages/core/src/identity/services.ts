import { accessCatalogue } from '../access/catalogue.ts';
import { identityDb } from '../db/role-db.ts';
import { provide, type ServiceDefinition } from '../plugin/service.ts';
import { clock } from '../plugin/services.ts';
import { authenticator } from './authenticator.ts';
import { identityConfig, invalidation } from './bindings.ts';
import { pluginsOn } from '../tenancy/plugin-administration.ts';
import { handOver } from './hand-over.ts';
import { invitations } from './invitations.ts';
import { mailer } from './mailer.ts';
import { passwordHasher } from './password/hasher.ts';
import { passwordCheck } from './password/password-check.ts';
import { passwordResets } from './password-resets.ts';
import { accounts } from './accounts.ts';
import { identityUpkeep } from './upkeep.ts';
import { sessions } from './session/sessions.ts';
import { signedInReplies } from './signed-in.ts';
import { throttle } from './throttle/throttle-store.ts';
import { signingKeys } from './token/signing-keys.ts';
import { accessTokens } from './token/tokens.ts';

const db = identityDb;
const config = identityConfig;
const catalogue = accessCatalogue;
const hasher = passwordHasher;
const tokens = accessTokens;
const passwords = passwordCheck;
const keys = signingKeys;

export const identityServices: readonly ServiceDefinition[] = [
  provide(passwordHasher, { load: () => import('./password/hasher.ts') }),
  provide(throttle, { deps: { db, clock }, load: () => import('./throttle/throttle-store.ts') }),
  provide(signingKeys, {
    deps: { db, clock, config, invalidation },
    load: () => import('./token/signing-keys.ts'),
  }),
  provide(accessTokens, { deps: { keys, clock, config }, load: () => import('./token/tokens.ts') }),
  provide(sessions, {
    deps: { db, clock, config, invalidation },
    load: () => import('./session/sessions.ts'),
  }),
  provide(passwordCheck, {
    deps: { db, hasher, throttle, clock },
    load: () => import('./password/password-check.ts'),
  }),
  provide(signedInReplies, {
    deps: { db, sessions, tokens, catalogue, clock },
    load: () => import('./signed-in.ts'),
  }),
  provide(authenticator, {
    deps: { db, tokens, catalogue, clock, invalidation },
    load: () => import('./authenticator.ts'),
  }),
  provide(passwordResets, {
    deps: { db, clock, hasher, throttle, mailer, config, invalidation },
    load: () => import('./password-resets.ts'),
  }),
  provide(invitations, {
    deps: { db, hasher, passwords, invalidation },
    load: () => import('./invitations.ts'),
  }),
  provide(handOver, {
    deps: { db, clock, config, catalogue, pluginsOn },
    load: () => import('./hand-over.ts'),
  }),
  provide(accounts, { deps: { db, hasher, clock }, load: () => import('./accounts.ts') }),
  provide(identityUpkeep, { deps: { db, clock, keys }, load: () => import('./upkeep.ts') }),
];

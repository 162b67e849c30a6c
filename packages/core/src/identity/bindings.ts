import type { Invalidation } from '../cache/invalidation.ts';
import { hostToken } from '../container/token.ts';
import type { Context } from '../context/context.ts';

/** What identity and access need of the host, which binds these at boot. */

export interface IdentityConfig {
  /** address of the portal as browsers see it, without a slash at the end: issuer of tokens, start of links in mails */
  readonly publicUrl: string;
  /** life of an access token, at most 86 400 */
  readonly accessTokenSeconds: number;
  /** life of a session from its sign-in, however often it is refreshed */
  readonly refreshTokenSeconds: number;
  /** 32 bytes that seal signing keys and secrets of plugins at rest; without them the keys lie open, and no secret is taken */
  readonly masterKey: Buffer | undefined;
}
export const identityConfig = hostToken<IdentityConfig>('core.identity-config');

/** What the sign-in page may show before anybody has signed in. */
export interface DemoInfo {
  readonly mode: string;
  readonly demo: readonly { readonly email: string; readonly password: string; readonly label: string }[];
}
export const demoInfo = hostToken<DemoInfo>('core.demo-info');

export const invalidation = hostToken<Invalidation>('core.invalidation');

/** The open transaction of a context, if there is one; it runs callbacks once it is durable. */
export interface OpenTransactions {
  of(ctx: Context): { afterCommit(callback: () => void): void } | undefined;
}
export const openTransactions = hostToken<OpenTransactions>('core.open-transactions');

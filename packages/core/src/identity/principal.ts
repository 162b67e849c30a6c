import type { Access } from '../access/access.ts';
import type { Actor } from '../context/context.ts';

/** Who stands behind a request, once the token is verified and the session found alive. */
export type Principal =
  | {
      readonly kind: 'person';
      readonly actor: Extract<Actor, { kind: 'user' }>;
      readonly personId: string;
      readonly sessionId: string;
      /** undefined until a tenant is chosen */
      readonly tenant: string | undefined;
      readonly access: Access;
    }
  | {
      readonly kind: 'operator';
      readonly actor: Extract<Actor, { kind: 'operator' }>;
      readonly sessionId: string;
      readonly permissions: ReadonlySet<string>;
    };

export interface Authenticator {
  /** @throws Refusal `UNAUTHENTICATED` where the token, its session, the person or the tenant is not good any more */
  authenticate(bearer: string): Promise<Principal>;
}

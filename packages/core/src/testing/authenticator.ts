import { randomUUID } from 'node:crypto';
import { Access, type Grant } from '../access/access.ts';
import { Refusal } from '../http/problem.ts';
import type { Authenticator, Principal } from '../identity/principal.ts';

export interface TestPerson {
  readonly name?: string;
  /** id of an earlier person, to act as the same one with other rights */
  readonly id?: string;
  /** permissions everywhere in the tenant; `all` for every permission that a manifest declares */
  readonly permissions?: 'all' | readonly string[];
  /** grants in full, instead of `permissions` */
  readonly grants?: readonly Grant[];
  readonly onBehalfOf?: string;
}

/**
 * Knows people by the token it gave them: tests of a plugin say who asks and what they may, without passwords.
 * Everything after it, permission checks and row level security included, is the real thing.
 */
export class TestAuthenticator implements Authenticator {
  readonly #people = new Map<string, Principal>();
  readonly #declared: readonly string[];

  /** @param declared every permission of every manifest, operators' left out */
  constructor(declared: readonly string[]) {
    this.#declared = declared;
  }

  authenticate(bearer: string): Promise<Principal> {
    const principal = this.#people.get(bearer);
    return principal
      ? Promise.resolve(principal)
      : Promise.reject(new Refusal('UNAUTHENTICATED', 'This token is not known.'));
  }

  /** @returns the token */
  person(
    tenant: string,
    { name = 'Test Person', id = randomUUID(), permissions = 'all', grants, onBehalfOf }: TestPerson,
  ): string {
    const everywhere: Grant = {
      permissions: new Set(permissions === 'all' ? this.#declared : permissions),
      entities: 'all',
      dimensions: {},
    };
    const sessionId = randomUUID();
    const token = randomUUID();
    this.#people.set(token, {
      kind: 'person',
      actor: { kind: 'user', id, name, sessionId, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) },
      personId: id,
      sessionId,
      tenant,
      access: new Access(grants ?? [everywhere]),
    });
    return token;
  }

  /** @returns the token of one who runs the portal */
  operator(permissions: readonly string[]): string {
    const token = randomUUID();
    const sessionId = randomUUID();
    this.#people.set(token, {
      kind: 'operator',
      actor: { kind: 'operator', id: randomUUID(), name: 'Test Operator', sessionId },
      sessionId,
      permissions: new Set(permissions),
    });
    return token;
  }
}

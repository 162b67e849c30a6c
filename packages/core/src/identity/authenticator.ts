import { hostToken } from '../container/token.ts';
import type { Invalidation } from '../cache/invalidation.ts';
import { dateInIndia, type Clock } from '../context/clock.ts';
import type { RoleDb } from '../db/role-db.ts';
import { operatorPermissions } from '../access/built-in-roles.ts';
import type { AccessCatalogue } from '../access/catalogue.ts';
import { GRANTS_OF_M, memberAccess, type LoadedGrant } from '../access/member-access.ts';
import type { Authenticator, Principal } from './principal.ts';
import { PrincipalCache } from './principal-cache.ts';
import { unauthenticated } from './problems.ts';
import { tags } from './tags.ts';
import { InvalidToken, type AccessClaims, type VerifiedToken } from './token/access-token.ts';
import type { AccessTokens } from './token/tokens.ts';

export const authenticator = hostToken<Authenticator>('core.authenticator');

const PERSON = `
  select p.name, m.id as membership, ${GRANTS_OF_M} as grants
  from core.session s
  join core.person p on p.id = s.person_id
  left join (core.membership m join core.tenant t on t.id = m.tenant_id and t.status = 'active')
    on m.tenant_id = $4 and m.person_id = p.id and m.status = 'active'
  where s.id = $1 and p.id = $2 and s.revoked_at is null and s.expires_at > $3 and p.status = 'active'`;

const OPERATOR = `
  select o.name from core.session s join core.operator o on o.id = s.operator_id
  where s.id = $1 and o.id = $2 and s.revoked_at is null and s.expires_at > $3 and o.status = 'active'`;

interface Deps {
  readonly db: RoleDb;
  readonly tokens: AccessTokens;
  readonly catalogue: AccessCatalogue;
  readonly clock: Clock;
  readonly invalidation: Invalidation;
}

/**
 * Reads the token, then looks whether its session, person, tenant and membership are good at this moment. What was
 * found is kept for seconds and dropped at once when any of them changes.
 */
class CachingAuthenticator implements Authenticator {
  readonly #deps: Deps;
  readonly #cache: PrincipalCache;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#cache = new PrincipalCache(deps.invalidation);
  }

  async authenticate(bearer: string): Promise<Principal> {
    try {
      const claims = await this.#claims(bearer);
      return await this.#cache.principal(bearer, tagsOf(claims), () => this.#look(claims));
    } catch (error) {
      if (error instanceof InvalidToken) throw unauthenticated();
      throw error;
    }
  }

  /** A signature is verified once; that the token has not ended and its key is believed, each time. */
  async #claims(bearer: string): Promise<VerifiedToken> {
    const known = this.#cache.claims(bearer);
    if (!known) {
      const claims = await this.#deps.tokens.read(bearer);
      this.#cache.keepClaims(bearer, claims);
      return claims;
    }
    if (known.expiresAt <= this.#deps.clock.now()) throw new InvalidToken('expired');
    if (!(await this.#deps.tokens.believes(known.kid)))
      throw new InvalidToken('its key is not believed any more');
    return known;
  }

  #look(claims: AccessClaims): Promise<Principal> {
    return claims.audience === 'compliance-os' ? this.#person(claims) : this.#operator(claims);
  }

  async #person({ subject, session, tenant }: AccessClaims): Promise<Principal> {
    const { db, clock, catalogue } = this.#deps;
    const now = clock.now();
    const row = await db
      .read('access: grants of a person')
      .first<{ name: string; membership: string | null; grants: LoadedGrant[] }>(PERSON, [
        session,
        subject,
        now,
        tenant ?? null,
      ]);
    if (!row || (tenant !== undefined && row.membership === null)) throw unauthenticated();
    return {
      kind: 'person',
      actor: { kind: 'user', id: subject, name: row.name, sessionId: session },
      personId: subject,
      sessionId: session,
      tenant,
      access: memberAccess(row.grants, catalogue, dateInIndia(now)).access,
    };
  }

  async #operator({ subject, session }: AccessClaims): Promise<Principal> {
    const { db, clock, catalogue } = this.#deps;
    const row = await db
      .read('operator: sign in')
      .first<{ name: string }>(OPERATOR, [session, subject, clock.now()]);
    if (!row) throw unauthenticated();
    return {
      kind: 'operator',
      actor: { kind: 'operator', id: subject, name: row.name, sessionId: session },
      sessionId: session,
      permissions: operatorPermissions(catalogue),
    };
  }
}

const tagsOf = ({ audience, subject, session, tenant }: AccessClaims): readonly string[] => [
  tags.session(session),
  ...(audience === 'compliance-os' ? [tags.person(subject)] : [tags.operator(subject)]),
  ...(tenant === undefined ? [] : [tags.tenant(tenant), tags.member(tenant, subject)]),
];

export default (deps: Deps): Authenticator => new CachingAuthenticator(deps);

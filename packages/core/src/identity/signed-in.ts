import { rolesOfMember } from '../access/member-access.ts';
import type { AccessCatalogue } from '../access/catalogue.ts';
import { hostToken } from '../container/token.ts';
import { dateInIndia, type Clock } from '../context/clock.ts';
import type { Queries } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import { notFound } from '../http/problem.ts';
import type { Account } from './account.ts';
import { unauthenticated } from './problems.ts';
import type { SignedIn, TenantChoice } from './schemas.ts';
import type { LiveSession, Sessions } from './session/sessions.ts';
import type { AccessTokens } from './token/tokens.ts';

/** Gives a person's session its access token, in one tenant, and tells the page who and where it is. */
export interface SignedInReplies {
  /**
   * @param asked a tenant that the page asks for; else the session's own, the last one, or the only one
   * @throws Refusal `NOT_FOUND` where the person is no member of the tenant asked for
   */
  of(session: LiveSession, asked?: string): Promise<SignedIn>;
}

export const signedInReplies = hostToken<SignedInReplies>('core.signed-in-replies');

const PURPOSE = 'identity: sessions and tokens';

interface Deps {
  readonly db: RoleDb;
  readonly sessions: Sessions;
  readonly tokens: AccessTokens;
  readonly catalogue: AccessCatalogue;
  readonly clock: Clock;
}

class Replies implements SignedInReplies {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async of(session: LiveSession, asked?: string): Promise<SignedIn> {
    const { db, sessions, tokens, catalogue, clock } = this.#deps;
    const queries = db.read(PURPOSE);
    const [person, tenants] = await Promise.all([
      personOf(queries, session.accountId),
      tenantsOf(queries, session.accountId),
    ]);
    const tenant = chooseTenant(tenants, asked, [session.tenant, person.lastTenant]);
    if (tenant && tenant.id !== session.tenant) await sessions.chooseTenant(session.id, tenant.id);
    const roles = tenant
      ? await rolesOfMember(queries, tenant.id, person.id, catalogue, dateInIndia(clock.now()))
      : [];
    const { accessToken, expiresAt } = await tokens.mint(
      { audience: 'compliance-os', subject: person.id, session: session.id, tenant: tenant?.id, roles },
      session.expiresAt,
    );
    return {
      accessToken,
      expiresAt: expiresAt.toISOString(),
      person: { id: person.id, name: person.name, email: person.email },
      tenant: tenant ?? null,
      tenants: [...tenants],
    };
  }
}

/** The tenant that a token is made for. */
export const chooseTenant = (
  tenants: readonly TenantChoice[],
  asked: string | undefined,
  before: readonly (string | null)[],
): TenantChoice | undefined => {
  const byId = (id: string | null): TenantChoice | undefined => tenants.find((tenant) => tenant.id === id);
  if (asked !== undefined) {
    const tenant = byId(asked);
    if (!tenant) throw notFound('tenant');
    return tenant;
  }
  for (const id of before) {
    const tenant = byId(id);
    if (tenant) return tenant;
  }
  return tenants.length === 1 ? tenants[0] : undefined;
};

const personOf = async (
  queries: Queries,
  id: string,
): Promise<Account & { readonly lastTenant: string | null }> => {
  const person = await queries.first<Account & { lastTenant: string | null }>(
    `select id, email, name, status, last_tenant as "lastTenant" from core.person where id = $1`,
    [id],
  );
  if (!person) throw unauthenticated();
  return person;
};

/** Where a person may work now. */
const tenantsOf = (queries: Queries, person: string): Promise<TenantChoice[]> =>
  queries.rows<TenantChoice>(
    `select t.id, t.name, t.slug from core.membership m join core.tenant t on t.id = m.tenant_id
     where m.person_id = $1 and m.status = 'active' and t.status = 'active' order by t.name, t.id`,
    [person],
  );

export default (deps: Deps): SignedInReplies => new Replies(deps);

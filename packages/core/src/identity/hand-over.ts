import type { AccessCatalogue } from '../access/catalogue.ts';
import { grantFaults } from '../access/check-grant.ts';
import { rolesOfTenant } from '../access/tenant-roles.ts';
import { hostToken } from '../container/token.ts';
import { dateInIndia, type Clock } from '../context/clock.ts';
import { newId } from '../db/id.ts';
import type { Queries } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import { invalid } from '../http/problem.ts';
import { nearest } from '../plugin/nearest.ts';
import type { PluginsOn } from '../tenancy/plugin-administration.ts';
import { findAccount } from './account.ts';
import type { IdentityConfig } from './bindings.ts';
import { normaliseEmail } from './email.ts';
import { insertInvitation } from './invitation-rows.ts';
import { link } from './mails.ts';
import { insertReset } from './password-resets.ts';
import { newSecret } from './session/refresh-token.ts';
import { logSystemAct } from './system-log.ts';

export interface HandedInvitation {
  /** slug */
  readonly tenant: string;
  readonly email: string;
  readonly name: string;
  /** key of a ready-made role, or the name of one of the tenant's own */
  readonly role: string;
  /** last day; needed for a role that ends */
  readonly until?: string | undefined;
}

/**
 * Links that an operator hands over themselves, where no mail is sent. They are those of the mails: whoever opens one
 * chooses their own password. For the command line; no route reaches this.
 */
export interface HandOver {
  /** @returns a link that makes the mailbox a member. @throws Refusal `INVALID` for what does not exist */
  invite(invitation: HandedInvitation): Promise<string>;
  /** @returns a link that sets a new password. @throws Refusal `INVALID` where no active person has the e-mail */
  reset(email: string): Promise<string>;
}

export const handOver = hostToken<HandOver>('core.hand-over');

const COMMAND_LINE = { kind: 'system', id: 'command-line', name: 'Command line' } as const;
const PURPOSE = 'identity: invitations and resets';

interface Deps {
  readonly db: RoleDb;
  readonly clock: Clock;
  readonly config: IdentityConfig;
  readonly catalogue: AccessCatalogue;
  readonly pluginsOn: PluginsOn;
}

const unknown = (path: string, received: string, among: readonly string[]): Error => {
  const close = nearest(received, among);
  return invalid(
    `${path}: expected one of ${among.join(', ')}, received "${received}"${close ? `; did you mean "${close}"?` : ''}`,
    [{ path, message: 'does not exist', expected: among.join(', '), received }],
  );
};

class CommandLineHandOver implements HandOver {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async invite(invitation: HandedInvitation): Promise<string> {
    const { db, clock, config } = this.#deps;
    const now = clock.now();
    const queries = db.read(PURPOSE);
    const tenant = await this.#tenant(queries, invitation.tenant);
    const role = await this.#role(queries, tenant, invitation);
    const email = normaliseEmail(invitation.email);
    const member = await queries.first(
      `select 1 from core.membership m join core.person p on p.id = m.person_id where m.tenant_id = $1 and p.email = $2`,
      [tenant, email],
    );
    if (member) throw invalid(`${email} is a member of "${invitation.tenant}" already.`, []);
    const act = { id: newId(now.getTime()), name: 'core.person.add', plugin: 'core', via: 'command line' };
    return db.transaction({ purpose: PURPOSE, tenant, actor: COMMAND_LINE, act }, async (tx) => {
      const grant = { role, allEntities: true, entities: [], dimensions: {}, validFrom: null };
      const grants = [{ ...grant, validTo: invitation.until ?? null }];
      const { id, secret } = await insertInvitation(
        tx,
        { tenant, email, name: invitation.name, grants, invitedBy: null },
        now,
      );
      await this.#log(tx, 'identity.invitation.hand-over', { tenant, invitation: id, role }, now);
      return link(config.publicUrl, '/accept-invitation', secret);
    });
  }

  async reset(email: string): Promise<string> {
    const { db, clock, config } = this.#deps;
    const person = await findAccount(db.read(PURPOSE), 'person', normaliseEmail(email));
    if (person?.status !== 'active')
      throw invalid(`email: expected that of an active person, received "${email}"`, []);
    const now = clock.now();
    const secret = newSecret();
    return db.transaction({ purpose: PURPOSE }, async (tx) => {
      await insertReset(tx, person.id, secret, now);
      await this.#log(tx, 'identity.password.hand-over', { account: person.id }, now);
      return link(config.publicUrl, '/reset-password', secret);
    });
  }

  async #tenant(queries: Queries, slug: string): Promise<string> {
    const tenants = await queries.rows<{ id: string; slug: string }>(
      `select id, slug from core.tenant where status = 'active' order by slug`,
    );
    const found = tenants.find((tenant) => tenant.slug === slug);
    if (!found)
      throw unknown(
        'tenant',
        slug,
        tenants.map((tenant) => tenant.slug),
      );
    return found.id;
  }

  async #role(queries: Queries, tenant: string, { role, until }: HandedInvitation): Promise<string> {
    const { catalogue, pluginsOn, clock } = this.#deps;
    const roles = await rolesOfTenant(queries, tenant, catalogue, await pluginsOn.onFor(tenant));
    const found = roles.find(({ key, name }) => key === role || name === role);
    if (!found)
      throw unknown(
        'role',
        role,
        roles.map(({ key, builtIn, name }) => (builtIn ? key : name)),
      );
    const proposed = { roleId: found.id, entities: 'all', dimensions: {}, validTo: until } as const;
    const [fault] = grantFaults(proposed, found, [], dateInIndia(clock.now()));
    if (fault) throw invalid(`until: ${fault.message}`, [{ ...fault, path: 'until' }]);
    return found.id;
  }

  #log(tx: Queries, act: string, detail: Readonly<Record<string, string>>, at: Date): Promise<void> {
    return logSystemAct(tx, { at, actor: COMMAND_LINE, act, detail, address: undefined });
  }
}

export default (deps: Deps): HandOver => new CommandLineHandOver(deps);

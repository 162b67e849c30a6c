import { hostToken } from '../container/token.ts';
import type { Clock } from '../context/clock.ts';
import type { Act } from '../context/context.ts';
import { newId } from '../db/id.ts';
import type { RoleDb } from '../db/role-db.ts';
import { insertGrant, insertMembership } from '../access/grant-rows.ts';
import type { StoredGrant } from '../access/resolve-access.ts';
import { invalid } from '../http/problem.ts';
import { findAccount, insertAccount, setPassword, type AccountKind } from './account.ts';
import { normaliseEmail } from './email.ts';
import type { PasswordHasher } from './password/hasher.ts';
import { passwordFaults } from './password/policy.ts';
import { logSystemAct } from './system-log.ts';

export interface GivenAccount {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** Makes accounts without an invitation: for the command line, the first operator, the demo. No route reaches this. */
export interface Accounts {
  /**
   * The account with this e-mail, made if there is none; the password of one that exists stays as it is.
   * @returns its id
   * @throws Refusal `INVALID` for a password that is refused
   */
  ensure(kind: AccountKind, account: GivenAccount): Promise<string>;
  /**
   * Sets the password of an operator who has lost it, and ends their sessions.
   * @throws Refusal `INVALID` for one who does not exist or a password that is refused
   */
  resetOperator(email: string, password: string): Promise<void>;
  /** Makes a person a member with these grants; one who is a member already is left alone. */
  addMember(tenant: string, person: string, grants: readonly StoredGrant[]): Promise<void>;
}

export const accounts = hostToken<Accounts>('core.accounts');

const SYSTEM = { kind: 'system', id: 'command-line', name: 'Command line' } as const;

interface Deps {
  readonly db: RoleDb;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
}

class StoredAccounts implements Accounts {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async ensure(kind: AccountKind, { email: given, name, password }: GivenAccount): Promise<string> {
    const { db, hasher, clock } = this.#deps;
    const email = normaliseEmail(given);
    const known = await findAccount(db.read('identity: people'), kind, email);
    if (known) return known.id;
    const faults = passwordFaults(password, email);
    if (faults.length > 0) throw invalid('Choose another password.', faults);
    const now = clock.now();
    const id = newId(now.getTime());
    const passwordHash = await hasher.hash(password);
    const added = await db.transaction({ purpose: 'identity: people' }, async (tx) => {
      if (!(await insertAccount(tx, kind, { id, email, name, passwordHash }, now))) return false;
      await logSystemAct(tx, {
        at: now,
        actor: SYSTEM,
        act: `identity.${kind}.create`,
        detail: { account: id },
        address: undefined,
      });
      return true;
    });
    return added ? id : this.ensure(kind, { email, name, password });
  }

  async resetOperator(given: string, password: string): Promise<void> {
    const { db, hasher, clock } = this.#deps;
    const email = normaliseEmail(given);
    const operator = await findAccount(db.read('identity: people'), 'operator', email);
    if (!operator) throw invalid(`email: expected that of an operator, received "${given}"`, []);
    const faults = passwordFaults(password, email);
    if (faults.length > 0) throw invalid('Choose another password.', faults);
    const now = clock.now();
    const passwordHash = await hasher.hash(password);
    await db.transaction({ purpose: 'identity: people' }, async (tx) => {
      await setPassword(tx, 'operator', operator.id, passwordHash, now);
      await tx.run(
        `update core.session set revoked_at = $2, revoked_for = 'password-reset' where operator_id = $1 and revoked_at is null`,
        [operator.id, now],
      );
      await logSystemAct(tx, {
        at: now,
        actor: SYSTEM,
        act: 'operator.password.reset',
        detail: { account: operator.id },
        address: undefined,
      });
    });
  }

  async addMember(tenant: string, person: string, grants: readonly StoredGrant[]): Promise<void> {
    const now = this.#deps.clock.now();
    const act: Act = {
      id: newId(now.getTime()),
      name: 'core.person.add',
      plugin: 'core',
      via: 'command line',
    };
    await this.#deps.db.transaction(
      { purpose: 'identity: people', tenant, actor: SYSTEM, act },
      async (tx) => {
        const membership = await insertMembership(tx, { tenant, person }, now);
        if (membership === undefined) return;
        for (const grant of grants) await insertGrant(tx, { tenant, membership }, grant, now);
      },
    );
  }
}

export default (deps: Deps): Accounts => new StoredAccounts(deps);

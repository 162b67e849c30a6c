import { hostToken } from '../../container/token.ts';
import type { Clock } from '../../context/clock.ts';
import type { RoleDb } from '../../db/role-db.ts';
import { accountActor, findAccount, type Account, type AccountKind } from '../account.ts';
import type { PasswordHasher } from './hasher.ts';
import { signInRefused } from '../problems.ts';
import type { Origin } from '../session/sessions.ts';
import { ANONYMOUS, logSystemAct } from '../system-log.ts';
import { POLICIES } from '../throttle/throttle.ts';
import type { Throttle } from '../throttle/throttle-store.ts';

/** Finds out whether somebody is who they say. */
export interface PasswordCheck {
  /**
   * @param email in its one spelling
   * @throws Refusal `SIGN_IN_REFUSED` in the same words and time whether the account is unknown, disabled or has
   *   another password; `SIGN_IN_THROTTLED`; `TOO_BUSY`
   */
  check(kind: AccountKind, email: string, password: string, origin: Origin): Promise<Account>;
}

export const passwordCheck = hostToken<PasswordCheck>('core.password-check');

const PURPOSE = { person: 'identity: sign in', operator: 'operator: sign in' } as const;

export const accountKey = (kind: AccountKind, email: string): string => `${kind}:${email}`;

interface Deps {
  readonly db: RoleDb;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  readonly clock: Clock;
}

class ThrottledPasswordCheck implements PasswordCheck {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async check(kind: AccountKind, email: string, password: string, origin: Origin): Promise<Account> {
    const { db, hasher, throttle, clock } = this.#deps;
    const byAccount = accountKey(kind, email);
    const byAddress = `address:${origin.address ?? 'unknown'}`;
    await throttle.reserve([
      { key: byAccount, policy: POLICIES.account },
      { key: byAddress, policy: POLICIES.address },
    ]);
    const account = await findAccount(db.read(PURPOSE[kind]), kind, email);
    const matches = await hasher.verify(account?.passwordHash ?? undefined, password);
    const good = account !== undefined && matches && account.status === 'active';
    const at = clock.now();
    // One transaction in either case: the time tells nothing. What was typed as e-mail is not kept, since people
    // type passwords there.
    await db.transaction({ purpose: PURPOSE[kind] }, async (tx) => {
      await logSystemAct(tx, {
        at,
        actor: good ? accountActor(kind, account) : ANONYMOUS,
        act: good ? 'identity.sign-in' : 'identity.sign-in.refused',
        detail: { kind, account: account?.id ?? null, agent: origin.agent?.slice(0, 300) ?? null },
        address: origin.address,
      });
      if (good) await tx.run(`update core.${kind} set last_sign_in_at = $2 where id = $1`, [account.id, at]);
    });
    if (!good) throw signInRefused();
    await throttle.clear(byAccount);
    await throttle.giveBack(byAddress);
    return { id: account.id, email: account.email, name: account.name, status: account.status };
  }
}

export default (deps: Deps): PasswordCheck => new ThrottledPasswordCheck(deps);

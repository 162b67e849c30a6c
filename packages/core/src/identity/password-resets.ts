import type { Invalidation } from '../cache/invalidation.ts';
import { hostToken } from '../container/token.ts';
import type { Clock } from '../context/clock.ts';
import type { Queries } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import { invalid } from '../http/problem.ts';
import type { Logger } from '../observability/logger.ts';
import { accountActor, findAccount, setPassword } from './account.ts';
import type { IdentityConfig } from './bindings.ts';
import type { Mailer } from './mailer.ts';
import { passwordChangedMail, passwordResetMail } from './mails.ts';
import type { PasswordHasher } from './password/hasher.ts';
import { accountKey } from './password/password-check.ts';
import { passwordFaults } from './password/policy.ts';
import { linkExpired, Throttled } from './problems.ts';
import { hashOfSecret, newSecret } from './session/refresh-token.ts';
import { endSessionsOf, type Origin } from './session/sessions.ts';
import { logSystemAct } from './system-log.ts';
import { tags } from './tags.ts';
import { POLICIES } from './throttle/throttle.ts';
import type { Throttle } from './throttle/throttle-store.ts';

export interface PasswordResets {
  /**
   * Sends a link if there is such an account. The answer comes before it is looked for, so that neither words nor
   * time tell. @throws Throttled for an address that asks too often
   */
  request(email: string, origin: Origin, log: Logger): Promise<void>;
  /**
   * Sets the password and ends every session of the person.
   * @throws Refusal `LINK_EXPIRED`; `INVALID` for a password that is refused
   */
  reset(secret: string, password: string, origin: Origin): Promise<void>;
}

export const passwordResets = hostToken<PasswordResets>('core.password-resets');

export const RESET_MINUTES = 60;
const PURPOSE = 'identity: invitations and resets';

/** Keeps the hash of a new link. */
export const insertReset = async (tx: Queries, person: string, secret: string, now: Date): Promise<void> => {
  await tx.run(
    'insert into core.password_reset (hash, person_id, created_at, expires_at) values ($1, $2, $3, $4)',
    [hashOfSecret(secret), person, now, new Date(now.getTime() + RESET_MINUTES * 60_000)],
  );
};

interface Deps {
  readonly db: RoleDb;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  readonly mailer: Mailer;
  readonly config: IdentityConfig;
  readonly invalidation: Invalidation;
}

class MailedPasswordResets implements PasswordResets {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async request(email: string, origin: Origin, log: Logger): Promise<void> {
    const { throttle } = this.#deps;
    await throttle.reserve([
      { key: `reset-address:${origin.address ?? 'unknown'}`, policy: POLICIES.address },
    ]);
    try {
      await throttle.reserve([{ key: `reset:${email}`, policy: POLICIES.mail }]);
    } catch (error) {
      // Silent: a visible limit would tell that somebody else asked for this account.
      if (error instanceof Throttled) return;
      throw error;
    }
    this.#send(email).catch((error: unknown) =>
      log.error({ err: error }, 'a password reset could not be sent'),
    );
  }

  async #send(email: string): Promise<void> {
    const { db, clock, mailer, config } = this.#deps;
    const person = await findAccount(db.read(PURPOSE), 'person', email);
    if (!person || person.status !== 'active') return;
    const now = clock.now();
    const secret = newSecret();
    const mail = passwordResetMail({
      publicUrl: config.publicUrl,
      to: person.email,
      name: person.name,
      secret,
      minutes: RESET_MINUTES,
    });
    await db.transaction({ purpose: PURPOSE }, async (tx) => {
      await insertReset(tx, person.id, secret, now);
      await mailer.put(tx, mail);
    });
  }

  async reset(secret: string, password: string, origin: Origin): Promise<void> {
    const { db, clock, hasher, throttle, mailer, invalidation } = this.#deps;
    const now = clock.now();
    const hash = hashOfSecret(secret);
    const person = await db.read(PURPOSE).first<{ id: string; email: string; name: string }>(
      `select p.id, p.email, p.name from core.password_reset r join core.person p on p.id = r.person_id
       where r.hash = $1 and r.used_at is null and r.expires_at > $2 and p.status = 'active'`,
      [hash, now],
    );
    if (!person) throw linkExpired();
    const faults = passwordFaults(password, person.email);
    if (faults.length > 0) throw invalid('Choose another password.', faults);
    const passwordHash = await hasher.hash(password);
    await db.transaction({ purpose: PURPOSE }, async (tx) => {
      // All links of the person are used up at once; of two who come with one link, one finds it unused.
      const used = await tx.rows<{ hash: Buffer }>(
        'update core.password_reset set used_at = $2 where person_id = $1 and used_at is null returning hash',
        [person.id, now],
      );
      if (!used.some((link) => link.hash.equals(hash))) throw linkExpired();
      await setPassword(tx, 'person', person.id, passwordHash, now);
      await endSessionsOf(tx, person.id, 'password-reset', now);
      await logSystemAct(tx, {
        at: now,
        actor: accountActor('person', person),
        act: 'identity.password.reset',
        address: origin.address,
      });
      await mailer.put(tx, passwordChangedMail({ to: person.email, name: person.name }));
    });
    invalidation.publish(tags.person(person.id));
    await throttle.clear(accountKey('person', person.email));
  }
}

export default (deps: Deps): PasswordResets => new MailedPasswordResets(deps);

import { hostToken } from '../../container/token.ts';
import type { Clock } from '../../context/clock.ts';
import type { Invalidation } from '../../cache/invalidation.ts';
import type { Queries } from '../../db/db.ts';
import { newId } from '../../db/id.ts';
import type { RoleDb } from '../../db/role-db.ts';
import type { AccountKind } from '../account.ts';
import type { IdentityConfig } from '../bindings.ts';
import { unauthenticated } from '../problems.ts';
import { Refusal } from '../../http/problem.ts';
import { ANONYMOUS, logSystemAct } from '../system-log.ts';
import { tags } from '../tags.ts';
import { hashOfSecret, judgeUsed, newSalt, newSecret, successorOf } from './refresh-token.ts';

/** Where a request came from, as far as it says. */
export interface Origin {
  readonly address: string | undefined;
  readonly agent: string | undefined;
}

/** A session that neither it nor its account has ended. */
export interface LiveSession {
  readonly id: string;
  readonly accountId: string;
  /** the tenant chosen last; its membership may have ended since */
  readonly tenant: string | null;
  readonly expiresAt: Date;
}

/** With the one secret that continues it. */
export interface OpenSession extends LiveSession {
  readonly refreshToken: string;
}

export interface Sessions {
  start(kind: AccountKind, accountId: string, tenant: string | null, origin: Origin): Promise<OpenSession>;
  /**
   * Continues a session with its refresh token, which is good once; a client that missed the reply gets the same
   * successor for ten seconds.
   * @throws Refusal `UNAUTHENTICATED`; `SESSION_REUSED` where the token was used before, and then the session is over
   */
  refresh(kind: AccountKind, refreshToken: string, origin: Origin): Promise<OpenSession>;
  /** A session by its id. @throws Refusal `UNAUTHENTICATED` where it has ended */
  live(kind: AccountKind, session: string): Promise<LiveSession>;
  chooseTenant(session: string, tenant: string): Promise<void>;
  /** Ends the session that a refresh token belongs to, used or not. */
  end(kind: AccountKind, refreshToken: string): Promise<void>;
}

export const sessions = hostToken<Sessions>('core.sessions');

const PURPOSE = 'identity: sessions and tokens';
const COLUMN = { person: 'person_id', operator: 'operator_id' } as const satisfies Record<
  AccountKind,
  string
>;

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly current_tenant: string | null;
  readonly expires_at: Date;
}

/** What became of a refresh token that was shown; settled in a transaction that commits in every case. */
type Outcome =
  | { readonly kind: 'continued'; readonly session: OpenSession }
  | { readonly kind: 'ended' }
  | { readonly kind: 'reused'; readonly session: string };

export class StoredSessions implements Sessions {
  readonly #db: RoleDb;
  readonly #clock: Clock;
  readonly #lifeSeconds: number;
  readonly #invalidation: Invalidation;

  constructor(db: RoleDb, clock: Clock, lifeSeconds: number, invalidation: Invalidation) {
    this.#db = db;
    this.#clock = clock;
    this.#lifeSeconds = lifeSeconds;
    this.#invalidation = invalidation;
  }

  start(kind: AccountKind, accountId: string, tenant: string | null, origin: Origin): Promise<OpenSession> {
    const now = this.#clock.now();
    const expiresAt = new Date(now.getTime() + this.#lifeSeconds * 1000);
    const session = { id: newId(now.getTime()), accountId, tenant, expiresAt, refreshToken: newSecret() };
    return this.#db.transaction({ purpose: PURPOSE }, async (tx) => {
      await tx.run(
        `insert into core.session (id, ${COLUMN[kind]}, current_tenant, created_at, expires_at, address, agent)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          session.id,
          accountId,
          tenant,
          now,
          expiresAt,
          origin.address ?? null,
          origin.agent?.slice(0, 300) ?? null,
        ],
      );
      await addToken(tx, session.refreshToken, session.id, now);
      return session;
    });
  }

  async refresh(kind: AccountKind, refreshToken: string, origin: Origin): Promise<OpenSession> {
    const now = this.#clock.now();
    const outcome = await this.#db.transaction({ purpose: PURPOSE }, (tx) =>
      present(tx, kind, refreshToken, now, origin),
    );
    switch (outcome.kind) {
      case 'continued':
        return outcome.session;
      case 'ended':
        throw unauthenticated();
      case 'reused':
        this.#invalidation.publish(tags.session(outcome.session));
        throw new Refusal(
          'SESSION_REUSED',
          'A token of this session was used twice, so the session was ended. Please sign in again.',
        );
    }
  }

  async live(kind: AccountKind, session: string): Promise<LiveSession> {
    const row = await alive(this.#db.read(PURPOSE), kind, session, this.#clock.now());
    if (!row) throw unauthenticated();
    return liveSession(row);
  }

  async chooseTenant(session: string, tenant: string): Promise<void> {
    await this.#db.transaction({ purpose: PURPOSE }, async (tx) => {
      await tx.run('update core.session set current_tenant = $2 where id = $1 and revoked_at is null', [
        session,
        tenant,
      ]);
      await tx.run(
        'update core.person set last_tenant = $2 where id = (select person_id from core.session where id = $1)',
        [session, tenant],
      );
    });
  }

  async end(kind: AccountKind, refreshToken: string): Promise<void> {
    const ended = await this.#db.transaction({ purpose: PURPOSE }, (tx) =>
      tx.first<{ id: string }>(
        `update core.session set revoked_at = $2, revoked_for = 'sign-out'
         where id = (select session_id from core.refresh_token where hash = $1)
           and ${COLUMN[kind]} is not null and revoked_at is null
         returning id`,
        [hashOfSecret(refreshToken), this.#clock.now()],
      ),
    );
    if (ended) this.#invalidation.publish(tags.session(ended.id));
  }
}

/**
 * Uses the token. Of many who show it at once, the update lets one through; the others wait for that transaction,
 * find the token used and are judged by when it was.
 */
const present = async (
  tx: Queries,
  kind: AccountKind,
  token: string,
  now: Date,
  origin: Origin,
): Promise<Outcome> => {
  const hash = hashOfSecret(token);
  const used = await tx.first<{ session_id: string; salt: Buffer }>(
    'update core.refresh_token set used_at = $2, salt = $3 where hash = $1 and used_at is null returning session_id, salt',
    [hash, now, newSalt()],
  );
  if (used) {
    const row = await alive(tx, kind, used.session_id, now);
    if (!row) return { kind: 'ended' };
    const successor = successorOf(token, used.salt);
    await addToken(tx, successor, row.id, now);
    return { kind: 'continued', session: { ...liveSession(row), refreshToken: successor } };
  }
  const before = await tx.first<{ session_id: string; used_at: Date; salt: Buffer | null }>(
    'select session_id, used_at, salt from core.refresh_token where hash = $1',
    [hash],
  );
  const row = before && (await alive(tx, kind, before.session_id, now));
  if (!row) return { kind: 'ended' };
  const judged = judgeUsed(before.used_at, before.salt, now);
  if (judged.kind === 'again')
    return {
      kind: 'continued',
      session: { ...liveSession(row), refreshToken: successorOf(token, judged.salt) },
    };
  await tx.run(`update core.session set revoked_at = $2, revoked_for = 'reuse' where id = $1`, [row.id, now]);
  await logSystemAct(tx, {
    at: now,
    actor: ANONYMOUS,
    act: 'identity.session.reused',
    detail: { session: row.id, account: row.account_id, agent: origin.agent?.slice(0, 300) ?? null },
    address: origin.address,
  });
  return { kind: 'reused', session: row.id };
};

/** The session, unless it or its account has ended. */
const alive = (tx: Queries, kind: AccountKind, session: string, now: Date): Promise<Row | undefined> =>
  tx.first<Row>(
    `select s.id, a.id as account_id, s.current_tenant, s.expires_at
     from core.session s join core.${kind} a on a.id = s.${COLUMN[kind]}
     where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and a.status = 'active'`,
    [session, now],
  );

const liveSession = (row: Row): LiveSession => ({
  id: row.id,
  accountId: row.account_id,
  tenant: row.current_tenant,
  expiresAt: row.expires_at,
});

const addToken = async (tx: Queries, token: string, session: string, now: Date): Promise<void> => {
  await tx.run('insert into core.refresh_token (hash, session_id, issued_at) values ($1, $2, $3)', [
    hashOfSecret(token),
    session,
    now,
  ]);
};

/** Ends every session of a person, as a new password does. Publish the person's tag when this is durable. */
export const endSessionsOf = async (
  tx: Queries,
  person: string,
  reason: string,
  now: Date,
): Promise<void> => {
  await tx.run(
    'update core.session set revoked_at = $2, revoked_for = $3 where person_id = $1 and revoked_at is null',
    [person, now, reason],
  );
};

export default (deps: {
  db: RoleDb;
  clock: Clock;
  config: IdentityConfig;
  invalidation: Invalidation;
}): Sessions => new StoredSessions(deps.db, deps.clock, deps.config.refreshTokenSeconds, deps.invalidation);

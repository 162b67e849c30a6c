import { hostToken } from '../container/token.ts';
import type { Clock } from '../context/clock.ts';
import type { RoleDb } from '../db/role-db.ts';
import { LONGEST_MEMORY_MS } from './throttle/throttle.ts';
import type { SigningKeys } from './token/signing-keys.ts';

/** What has to be done now and then: an hour between runs is fine, and so are several processes at once. */
export interface IdentityUpkeep {
  /** Changes the signing keys when it is time; removes ended sessions, used links and old counts. */
  run(): Promise<void>;
}

export const identityUpkeep = hostToken<IdentityUpkeep>('core.identity-upkeep');

/** Ended sessions are kept this long, for whoever asks what happened. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

interface Deps {
  readonly db: RoleDb;
  readonly clock: Clock;
  readonly keys: SigningKeys;
}

const run = async ({ db, clock, keys }: Deps): Promise<void> => {
  await keys.rotate();
  const now = clock.now().getTime();
  const kept = new Date(now - KEPT_MS);
  await db.transaction({ purpose: 'identity: sessions and tokens' }, async (tx) => {
    await tx.run('delete from core.session where expires_at < $1', [kept]);
    await tx.run('delete from core.password_reset where expires_at < $1', [kept]);
    await tx.run('delete from core.sign_in_throttle where since < $1 and blocked_until < $2', [
      new Date(now - LONGEST_MEMORY_MS),
      new Date(now),
    ]);
  });
};

export default (deps: Deps): IdentityUpkeep => ({ run: () => run(deps) });

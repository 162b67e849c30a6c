import { createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { hostToken } from '../../container/token.ts';
import type { Invalidation } from '../../cache/invalidation.ts';
import type { Clock } from '../../context/clock.ts';
import type { Queries } from '../../db/db.ts';
import type { RoleDb } from '../../db/role-db.ts';
import { newId } from '../../db/id.ts';
import type { IdentityConfig } from '../bindings.ts';
import { ANONYMOUS, logSystemAct } from '../system-log.ts';
import type { SigningKey } from './access-token.ts';
import { openPrivateKey, sealPrivateKey } from './key-sealing.ts';

export type PublishedKey = JsonWebKey & { readonly kid: string; readonly use: 'sig'; readonly alg: 'ES256' };

/** The portal's own key set: the only keys that a token may be signed with. */
export interface SigningKeys {
  current(): Promise<SigningKey>;
  /** A key that tokens are believed from; undefined for an id that is not ours. */
  find(kid: string): Promise<KeyObject | undefined>;
  published(): Promise<readonly PublishedKey[]>;
  /**
   * The next key begins to sign, the current one is still believed, the one before is gone. Does nothing where the
   * last change is younger than `ROTATION_MS`, so every process may call it; `force` is for a key that got out: then
   * the current one is not believed any more either, and everybody refreshes.
   * @returns whether the keys changed
   */
  rotate(options?: { readonly force?: boolean }): Promise<boolean>;
}

export const signingKeys = hostToken<SigningKeys>('core.signing-keys');

/** Thirty days; never less than the longest life of a token, or good tokens would lose their key. */
export const ROTATION_MS = 30 * 24 * 60 * 60 * 1000;
/** How long a process goes on with the keys it read, should it not be told of a change. */
const FRESH_MS = 60_000;
const CHANGED = 'signing-keys';
const RETRY_MS = 1_000;
const PURPOSE = 'identity: keys';

interface Row {
  readonly kid: string;
  readonly state: 'next' | 'current' | 'previous';
  readonly public_key: JsonWebKey;
  readonly private_key: Buffer;
  readonly sealed_by: string | null;
  readonly activated_at: Date | null;
}

interface KeySet {
  readonly current: SigningKey;
  readonly publicKeys: ReadonlyMap<string, KeyObject>;
  readonly published: readonly PublishedKey[];
}

export class StoredSigningKeys implements SigningKeys {
  readonly #db: RoleDb;
  readonly #clock: Clock;
  readonly #masterKey: Buffer | undefined;
  readonly #invalidation: Invalidation;
  #known: Promise<KeySet> | undefined;
  #readAt = -Infinity;

  constructor(db: RoleDb, clock: Clock, masterKey: Buffer | undefined, invalidation: Invalidation) {
    this.#db = db;
    this.#clock = clock;
    this.#masterKey = masterKey;
    this.#invalidation = invalidation;
    invalidation.subscribe((tag) => {
      if (tag === CHANGED) this.#known = undefined;
    });
  }

  async current(): Promise<SigningKey> {
    return (await this.#keys(FRESH_MS)).current;
  }

  async find(kid: string): Promise<KeyObject | undefined> {
    const known = (await this.#keys(FRESH_MS)).publicKeys.get(kid);
    // Another process may have changed the keys just now; strangers' ids cost one look a second, not one each.
    return known ?? (await this.#keys(RETRY_MS)).publicKeys.get(kid);
  }

  async published(): Promise<readonly PublishedKey[]> {
    return (await this.#keys(FRESH_MS)).published;
  }

  async rotate({ force = false } = {}): Promise<boolean> {
    await this.#keys(0);
    const now = this.#clock.now();
    const rotated = await this.#db.transaction({ purpose: PURPOSE }, async (tx) => {
      const rows = await tx.rows<Row>('select * from core.signing_key order by state for update');
      const current = rows.find(({ state }) => state === 'current');
      const age = now.getTime() - (current?.activated_at?.getTime() ?? 0);
      if (!force && age < ROTATION_MS) return false;
      await tx.run(`delete from core.signing_key where state = 'previous'`);
      if (force) await tx.run(`delete from core.signing_key where state = 'current'`);
      else await tx.run(`update core.signing_key set state = 'previous' where state = 'current'`);
      await tx.run(`update core.signing_key set state = 'current', activated_at = $1 where state = 'next'`, [
        now,
      ]);
      await this.#add(tx, 'next', now);
      await logSystemAct(tx, {
        at: now,
        actor: ANONYMOUS,
        act: 'identity.key.rotate',
        detail: { force },
        address: undefined,
      });
      return true;
    });
    if (rotated) this.#invalidation.publish(CHANGED);
    return rotated;
  }

  /** The keys, read again if they are older than this. A failed reading is not kept. */
  #keys(freshMs: number): Promise<KeySet> {
    if (this.#known && performance.now() - this.#readAt < freshMs) return this.#known;
    const reading = this.#read();
    this.#known = reading;
    this.#readAt = performance.now();
    reading.catch(() => {
      if (this.#known === reading) this.#known = undefined;
    });
    return reading;
  }

  async #read(): Promise<KeySet> {
    let rows = await this.#rows();
    if (!rows.some(({ state }) => state === 'current')) {
      await this.#create();
      rows = await this.#rows();
    }
    const current = rows.find(({ state }) => state === 'current');
    if (!current) throw new Error('signing keys: there is no current key');
    return {
      current: {
        kid: current.kid,
        privateKey: openPrivateKey(
          { content: current.private_key, sealedBy: current.sealed_by },
          current.kid,
          this.#masterKey,
        ),
      },
      publicKeys: new Map(
        rows.map(({ kid, public_key }) => [kid, createPublicKey({ key: public_key, format: 'jwk' })]),
      ),
      published: rows.map(({ kid, public_key }) => ({ ...public_key, kid, use: 'sig', alg: 'ES256' })),
    };
  }

  #rows(): Promise<Row[]> {
    return this.#db.read(PURPOSE).rows<Row>('select * from core.signing_key order by state');
  }

  /** The first two keys. Of several processes that start at once, one makes them: a state has one row. */
  async #create(): Promise<void> {
    const now = this.#clock.now();
    await this.#db.transaction({ purpose: PURPOSE }, async (tx) => {
      await this.#add(tx, 'current', now);
      await this.#add(tx, 'next', now);
    });
  }

  async #add(tx: Queries, state: 'current' | 'next', now: Date): Promise<void> {
    const kid = newId(now.getTime());
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const sealed = sealPrivateKey(privateKey, kid, this.#masterKey);
    await tx.run(
      `insert into core.signing_key (kid, state, public_key, private_key, sealed_by, created_at, activated_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (state) do nothing`,
      [
        kid,
        state,
        JSON.stringify(publicKey.export({ format: 'jwk' })),
        sealed.content,
        sealed.sealedBy,
        now,
        state === 'current' ? now : null,
      ],
    );
  }
}

export default (deps: {
  readonly db: RoleDb;
  readonly clock: Clock;
  readonly config: IdentityConfig;
  readonly invalidation: Invalidation;
}): SigningKeys => new StoredSigningKeys(deps.db, deps.clock, deps.config.masterKey, deps.invalidation);

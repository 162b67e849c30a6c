import type pg from 'pg';
import type { Queries } from './db.ts';
import { queryGroup } from './group-query.ts';
import { queriesOver } from './plugin-db.ts';
import { withClient, withConnection } from './pool.ts';
import { PURPOSES, type RoleDb, type RoleTransaction } from './role-db.ts';
import { scopePrelude } from './scope.ts';
import { OpenTransaction } from './transactions.ts';

const NOBODY = { tenant: undefined, actor: undefined, act: undefined };

/** A handle in one of core's own roles. Each use states a purpose that stands in the registry. */
export class PrivilegedDb implements RoleDb {
  readonly #pool: pg.Pool;
  readonly #role: string;

  constructor(pool: pg.Pool, role: string) {
    this.#pool = pool;
    this.#role = role;
  }

  read(purpose: string): Queries {
    this.#check(purpose);
    const prelude = scopePrelude({ ...NOBODY, readOnly: true }, this.#role, undefined);
    return queriesOver(this.#role, (statement) =>
      withClient(this.#pool, (client) => queryGroup(client, [prelude], statement)),
    );
  }

  async transaction<T>(options: RoleTransaction, work: (tx: Queries) => Promise<T>): Promise<T> {
    this.#check(options.purpose);
    return withConnection(this.#pool, async (connection) => {
      const { tenant, actor, act, snapshot = false } = options;
      const scope = { tenant, actor, act, readOnly: false, snapshot };
      const transaction = new OpenTransaction(connection, scope, undefined);
      try {
        const result = await work(
          queriesOver(this.#role, (statement) => transaction.query(this.#role, statement)),
        );
        await transaction.commit();
        return result;
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
    });
  }

  #check(purpose: string): void {
    if (!PURPOSES.has(purpose)) {
      throw new Error(
        `db.purpose: expected a purpose of the registry in db/role-db.ts, received "${purpose}"`,
      );
    }
  }
}

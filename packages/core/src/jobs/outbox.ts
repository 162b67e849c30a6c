import type { Context } from '../context/context.ts';
import type { Db } from '../db/db.ts';
import { newId } from '../db/id.ts';
import type { Transactions } from '../db/transactions.ts';
import type { Enqueue, Jobs } from '../plugin/services.ts';

/** Rings the doorbell: something in the outbox may be due. */
export interface Doorbell {
  ring(): void;
}

/** The outbox as a plugin sees it: jobs of its own names, written in the transaction of the context. */
export class Outbox {
  readonly #db: Db;
  readonly #transactions: Transactions;
  readonly #doorbell: Doorbell;

  /** @param db core's own handle */
  constructor(db: Db, transactions: Transactions, doorbell: Doorbell) {
    this.#db = db;
    this.#transactions = transactions;
    this.#doorbell = doorbell;
  }

  forPlugin(plugin: string): Jobs {
    return {
      enqueue: (ctx, { name }, payload, options) => {
        if (plugin !== 'core' && !name.startsWith(`${plugin}.`)) {
          throw new Error(`jobs.enqueue: expected a job of plugin "${plugin}", received "${name}"`);
        }
        return this.put(ctx, name.split('.')[0]!, name, payload, options);
      },
    };
  }

  /** @returns id of the job; of the earlier one where the key is taken */
  async put(
    ctx: Context,
    plugin: string,
    name: string,
    payload: unknown,
    options: Enqueue = {},
  ): Promise<string> {
    return this.#db.tenant(ctx, async (tx) => {
      const id = newId(ctx.now.getTime());
      const written = await tx.run(
        `insert into core.job (tenant_id, id, plugin, name, payload, dedupe_key, run_at)
         values ($1, $2, $3, $4, $5, $6, coalesce($7, clock_timestamp()))
         on conflict (tenant_id, dedupe_key) do nothing`,
        [
          ctx.tenant,
          id,
          plugin,
          name,
          JSON.stringify(payload ?? null),
          options.dedupeKey ?? null,
          options.runAt ?? null,
        ],
      );
      if (written === 1) {
        this.#transactions.of(ctx)?.afterCommit(() => this.#doorbell.ring());
        return id;
      }
      const earlier = await tx.first<{ id: string }>(
        'select id from core.job where tenant_id = $1 and dedupe_key = $2',
        [ctx.tenant, options.dedupeKey],
      );
      if (!earlier)
        throw new Error(
          `jobs.enqueue: the job with key "${options.dedupeKey}" went away while this one was written`,
        );
      return earlier.id;
    });
  }
}

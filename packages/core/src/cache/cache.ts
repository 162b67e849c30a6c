import type { Context } from '../context/context.ts';
import type { Cache } from '../plugin/services.ts';
import type { Invalidation } from './invalidation.ts';

interface Entry {
  readonly value: Promise<unknown>;
  readonly expires: number;
  readonly tags: readonly string[];
}

const MAX_ENTRIES = 5_000;

/** The open transaction of a context, if there is one. */
interface Transactions {
  of(ctx: Context): { afterCommit(callback: () => void): void } | undefined;
}

/** Entries of all plugins of this process, keyed by plugin and tenant; the oldest go first when it is full. */
export class CacheStore {
  readonly #entries = new Map<string, Entry>();
  readonly #invalidation: Invalidation;
  readonly #transactions: Transactions;

  constructor(invalidation: Invalidation, transactions: Transactions) {
    this.#invalidation = invalidation;
    this.#transactions = transactions;
    invalidation.subscribe((tag) => this.#drop(tag));
  }

  /**
   * What is read in a transaction that writes is neither taken from here nor kept: it may be what nobody will ever see.
   * For the same reason others are told once it is durable.
   * @param owner plugin whose names these are: two plugins never share an entry or a tag
   */
  forPlugin(owner: string): Cache {
    const space = (ctx: Context, name: string): string => `${owner}|${ctx.tenant}|${name}`;
    return {
      get: <T>(
        ctx: Context,
        key: string,
        options: { ttlMs: number; tags?: readonly string[] },
        make: () => Promise<T>,
      ) => {
        if (ctx.act !== undefined && this.#transactions.of(ctx)) return make();
        const tags = (options.tags ?? []).map((tag) => space(ctx, tag));
        return this.#get(space(ctx, key), options.ttlMs, tags, make) as Promise<T>;
      },
      invalidate: async (ctx, tags) => {
        const publish = (): void => {
          for (const tag of tags) this.#invalidation.publish(`cache:${space(ctx, tag)}`);
        };
        const open = this.#transactions.of(ctx);
        if (open) open.afterCommit(publish);
        else publish();
      },
    };
  }

  #get(key: string, ttlMs: number, tags: readonly string[], make: () => Promise<unknown>): Promise<unknown> {
    const entry = this.#entries.get(key);
    if (entry && entry.expires > Date.now()) return entry.value;
    const value = make();
    this.#entries.delete(key);
    this.#entries.set(key, { value, expires: Date.now() + ttlMs, tags });
    // A failure is not kept: the next caller tries again.
    value.catch(() => {
      if (this.#entries.get(key)?.value === value) this.#entries.delete(key);
    });
    if (this.#entries.size > MAX_ENTRIES) this.#entries.delete(this.#entries.keys().next().value!);
    return value;
  }

  #drop(message: string): void {
    if (!message.startsWith('cache:')) return;
    const tag = message.slice('cache:'.length);
    for (const [key, entry] of this.#entries) if (entry.tags.includes(tag)) this.#entries.delete(key);
  }
}

import { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';

/** Tells every process that what was cached under a tag is stale. */
export interface Invalidation {
  publish(tag: string): void;
  subscribe(listener: (tag: string) => void): void;
}

/** For one process. */
export class LocalInvalidation implements Invalidation {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  publish(tag: string): void {
    this.#emitter.emit('tag', tag);
  }

  subscribe(listener: (tag: string) => void): void {
    this.#emitter.on('tag', listener);
  }
}

const CHANNEL = 'compliance-os:invalidate';

/** For many processes: the own one hears at once, the others over Redis. */
export class RedisInvalidation implements Invalidation {
  readonly #local = new LocalInvalidation();
  readonly #publisher: Redis;

  /** @param subscriber a connection of its own, not ready yet: in subscriber mode it can do nothing else */
  constructor(publisher: Redis, subscriber: Redis) {
    this.#publisher = publisher;
    subscriber.on('message', (_channel, tag) => this.#local.publish(tag));
    // At every connection: what was asked for while Redis was away is not asked again by itself. Until then entries
    // live out their few seconds.
    subscriber.on('ready', () => {
      subscriber.subscribe(CHANNEL).catch(() => {});
    });
  }

  publish(tag: string): void {
    this.#local.publish(tag);
    this.#publisher.publish(CHANNEL, tag).catch(() => {});
  }

  subscribe(listener: (tag: string) => void): void {
    this.#local.subscribe(listener);
  }
}

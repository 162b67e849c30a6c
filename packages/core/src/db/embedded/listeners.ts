import type { Notification } from './answer.ts';
import type { HubStream } from './hub-stream.ts';

/** Hands notifications to the clients that listen on their channel. */
export class Listeners {
  readonly #streams: ReadonlySet<HubStream>;

  constructor(streams: ReadonlySet<HubStream>) {
    this.#streams = streams;
  }

  /**
   * Delivers one timer tick later than any answer already given. Code that reads, then waits for a
   * notification (BullMQ does) attaches its handler in the turn after the answer; over a socket the notification
   * comes later by itself, here it would come too early and be lost.
   */
  deliver(notifications: readonly Notification[]): void {
    if (notifications.length === 0) return;
    setTimeout(() => {
      for (const stream of this.#streams) {
        const due = notifications.filter(({ channel }) => stream.session.channels.has(channel));
        if (due.length > 0) stream.push(Buffer.concat(due.map(({ message }) => message)));
      }
    }, 1);
  }

  /** The statements that listen again on every channel somebody wants, after one client's UNLISTEN. */
  listenSql(): string {
    const channels = new Set([...this.#streams].flatMap((stream) => [...stream.session.channels]));
    return [...channels].map((channel) => `LISTEN "${channel.replaceAll('"', '""')}"`).join('; ');
  }
}

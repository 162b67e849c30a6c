import { hostToken } from '../container/token.ts';
import type { Queries } from '../db/db.ts';
import type { RoleDb } from '../db/role-db.ts';
import type { Logger } from '../observability/logger.ts';
import { MailRefused, type MailSettings } from './transport.ts';

export interface MailDelivery {
  /** Hands over what is due. Several processes may run at once. @returns how many mails were tried */
  run(): Promise<number>;
}
export const mailDelivery = hostToken<MailDelivery>('core.mail-delivery');

const SEND = { purpose: 'mail: send' } as const;

/** Minutes until the next attempt; after the last one it is given up. About two days in all. */
const PAUSES = [1, 2, 5, 15, 60, 120, 240, 480, 720, 1440] as const;

interface DueMail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly attempts: number;
}

/** Takes one mail for two minutes: what a killed process had in hand is due again then. Uses the index `mail_due`. */
const claimMail = (tx: Queries): Promise<DueMail | undefined> =>
  tx.first<DueMail>(
    `update core.mail_outbox set attempts = attempts + 1, due_at = clock_timestamp() + interval '2 minutes'
     where id = (select id from core.mail_outbox where state = 'waiting' and due_at <= clock_timestamp()
                 order by due_at limit 1 for update skip locked)
     returning id, recipient, subject, body, attempts`,
  );

/** Once it is with its recipient, a link that acts for them is nobody else's to read. */
const markSent = async (tx: Queries, id: string): Promise<void> => {
  await tx.run(
    `update core.mail_outbox set state = 'sent', sent_at = clock_timestamp(), last_error = null,
       body = case when secret then '' else body end
     where id = $1 and state = 'waiting'`,
    [id],
  );
};

const markFailed = async (
  tx: Queries,
  id: string,
  error: string,
  nextInMinutes: number | undefined,
): Promise<void> => {
  await tx.run(
    `update core.mail_outbox set last_error = $2, state = case when $3::int is null then 'failed' else state end,
       due_at = clock_timestamp() + coalesce($3, 0) * interval '1 minute'
     where id = $1 and state = 'waiting'`,
    [id, error.slice(0, 500), nextInMinutes ?? null],
  );
};

interface Deps {
  readonly db: RoleDb;
  readonly settings: MailSettings;
  readonly log: Logger;
}

class OutboxDelivery implements MailDelivery {
  readonly #deps: Deps;
  #running: Promise<number> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  run(): Promise<number> {
    this.#running ??= this.#all().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #all(): Promise<number> {
    if (!this.#deps.settings.transport) return 0;
    for (let tried = 0; ; tried++) {
      const mail = await this.#deps.db.transaction(SEND, claimMail);
      if (!mail) return tried;
      await this.#one(mail);
    }
  }

  async #one({ id, recipient, subject, body, attempts }: DueMail): Promise<void> {
    const { db, settings, log } = this.#deps;
    const transport = settings.transport!;
    try {
      await transport.send({ messageId: `<${id}@${transport.domain}>`, to: recipient, subject, text: body });
    } catch (error) {
      const pause = error instanceof MailRefused ? undefined : PAUSES[attempts - 1];
      log.warn(
        { mail: id, attempt: attempts, err: error, dead: pause === undefined },
        'a mail was not taken',
      );
      const message = error instanceof Error ? error.message : String(error);
      await db.transaction(SEND, (tx) => markFailed(tx, id, message, pause));
      return;
    }
    await db.transaction(SEND, (tx) => markSent(tx, id));
  }
}

export default (deps: Deps): MailDelivery => new OutboxDelivery(deps);

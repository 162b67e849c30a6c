import type { Context } from '../context/context.ts';
import type { Db } from '../db/db.ts';
import { newId } from '../db/id.ts';
import type { EventDefinition, EventSubscription } from '../plugin/event.ts';
import { EventEnvelope } from '../plugin/event.ts';
import { job, type JobDefinition } from '../plugin/job.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import type { Events } from '../plugin/services.ts';
import type { Enablement } from '../tenancy/enablement.ts';
import type { Outbox } from './outbox.ts';

/** The job that delivers one event to one plugin. */
export const deliveryJob = (plugin: string, event: string): string => `${plugin}.on.${event}`;

interface Consumer {
  readonly plugin: string;
  readonly event: string;
}

/**
 * Each subscription as a job of its plugin, so that delivery has retries, limits and dead letters like any job.
 * @param timeoutMs how long one delivery may take
 */
export const deliveryJobs = (manifest: PluginManifest, timeoutMs: number): readonly JobDefinition[] =>
  (manifest.events?.on ?? []).map((subscription) =>
    job(deliveryJob(manifest.id, subscription.event), {
      payload: EventEnvelope,
      timeoutMs,
      deps: subscription.deps,
      load: async () => ({ default: await delivering(subscription) }),
    }),
  );

const delivering = async (subscription: EventSubscription) => {
  const { default: handle } = await subscription.load();
  return async ({
    payload,
    deps,
    finish,
  }: {
    payload: EventEnvelope;
    deps: unknown;
    finish: (write: (ctx: Context) => Promise<void>) => Promise<void>;
  }) => {
    await finish((inside) =>
      (handle as (input: unknown) => Promise<void>)({ ctx: inside, event: payload, deps }),
    );
  };
};

/**
 * Emits into the outbox: one job for each subscriber that is on for the tenant, in the transaction of what happened.
 * A plugin that is off is not told, and not told later either.
 */
export class EventOutbox {
  readonly #db: Db;
  readonly #outbox: Outbox;
  readonly #enablement: Enablement;
  readonly #consumers: readonly Consumer[];

  constructor(db: Db, outbox: Outbox, enablement: Enablement, manifests: readonly PluginManifest[]) {
    this.#db = db;
    this.#outbox = outbox;
    this.#enablement = enablement;
    this.#consumers = manifests.flatMap((manifest) =>
      (manifest.events?.on ?? []).map(({ event }) => ({ plugin: manifest.id, event })),
    );
  }

  forPlugin(plugin: string): Events {
    return {
      emit: async (ctx, definition, subject, payload) => {
        if (definition.name.split('.')[0] !== plugin) {
          throw new Error(
            `events.emit: expected an event of plugin "${plugin}", received "${definition.name}"`,
          );
        }
        await this.#emit(ctx, definition, subject, payload);
      },
    };
  }

  async #emit(ctx: Context, definition: EventDefinition, subject: string, payload: unknown): Promise<void> {
    const checked = definition.payload.parse(payload);
    await this.#db.tenant(ctx, async (tx) => {
      const subscribed = this.#consumers.filter(({ event }) => event === definition.name);
      const on = subscribed.length > 0 ? await this.#enablement.onWithin(ctx, tx) : new Set();
      const row = await tx.first<{ last: string }>(
        `insert into core.event_sequence (tenant_id, id, subject, last) values ($1, $2, $3, 1)
         on conflict (tenant_id, subject) do update set last = core.event_sequence.last + 1 returning last`,
        [ctx.tenant, newId(), subject],
      );
      const envelope: EventEnvelope = {
        id: newId(ctx.now.getTime()),
        name: definition.name,
        tenant: ctx.tenant,
        subject,
        sequence: Number(row?.last ?? 1),
        at: ctx.now.toISOString(),
        payload: checked,
      };
      for (const consumer of subscribed.filter(({ plugin }) => on.has(plugin))) {
        await this.#outbox.put(
          ctx,
          consumer.plugin,
          deliveryJob(consumer.plugin, definition.name),
          envelope,
          {
            dedupeKey: `${envelope.id}|${consumer.plugin}`,
          },
        );
      }
    });
  }
}

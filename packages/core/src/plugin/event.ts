import { z } from 'zod';
import type { Context } from '../context/context.ts';
import type { Deps, Resolved } from '../container/token.ts';

/** An event that a plugin declares: what happened, after it is committed. */
export interface EventDefinition<P extends z.ZodType = z.ZodType> {
  /** dotted, beginning with the plugin that emits it: `compliance.instance-filed` */
  readonly name: string;
  readonly payload: P;
}

export const event = <P extends z.ZodType>(name: string, payload: P): EventDefinition<P> => ({
  name,
  payload,
});

/**
 * What a consumer is given. Delivery is at least once and in no promised order: a consumer is idempotent and
 * ignores a `sequence` below the last it has seen of the same subject.
 */
export const EventEnvelope = z.object({
  id: z.uuid(),
  name: z.string(),
  tenant: z.uuid(),
  subject: z.string(),
  sequence: z.int(),
  at: z.iso.datetime(),
  payload: z.unknown(),
});
export type EventEnvelope<P = unknown> = Omit<z.infer<typeof EventEnvelope>, 'payload'> & {
  readonly payload: P;
};

export type EventHandler<P = unknown, D extends Deps = Record<never, never>> = (input: {
  readonly ctx: Context;
  readonly event: EventEnvelope<P>;
  readonly deps: Resolved<D>;
}) => Promise<void>;

export interface EventSubscription {
  readonly event: string;
  readonly deps: Deps;
  readonly load: () => Promise<{ default: (input: never) => Promise<void> }>;
}

/** Subscribes to an event of this plugin, of core, or of a plugin it requires. */
export const on = <P extends z.ZodType, D extends Deps = Record<never, never>>(
  definition: EventDefinition<P>,
  options: { readonly deps?: D; readonly load: () => Promise<{ default: EventHandler<z.output<P>, D> }> },
): EventSubscription => ({ event: definition.name, deps: options.deps ?? {}, load: options.load });

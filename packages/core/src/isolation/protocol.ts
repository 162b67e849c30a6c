import { z } from 'zod';

/**
 * All that passes between the host and the process of an isolated plugin: one JSON object a line, each way. Values inside
 * (`value`, `args`, `input`) are encoded as `wire.ts` says. A call has an opaque handle, which is good while it runs.
 */

/** What a call asks the process to run; `index` is its place in that list of the manifest. */
export const CALLS = [
  'manifest',
  'route',
  'job',
  'event',
  'evidence',
  'contribution',
  'start',
  'stop',
  'health',
  'metrics',
  'load-migration',
  'migration',
] as const;
export type CallKind = (typeof CALLS)[number];

/** A context as the process sees it. `handle` stands for the real one. */
export interface ContextData {
  readonly handle: string;
  readonly tenant: string;
  readonly actor: unknown;
  readonly act: unknown;
  /** grants, or the word `everything` */
  readonly access: unknown;
  readonly requestId: string;
  readonly now: string;
  readonly today: string;
}

export interface FailureData {
  readonly message: string;
  /** of a refusal, a database error, or the system */
  readonly code?: string | undefined;
  /** what a refusal found; its presence makes it one */
  readonly faults?: unknown;
  readonly constraint?: string | undefined;
  readonly table?: string | undefined;
  readonly stack?: string | undefined;
}

/** Injected under `name`: `token` says what it is, `value` is there for what is plain data. */
export interface DepData {
  readonly token: string;
  readonly value?: unknown;
}

export type ToProcess =
  | {
      readonly t: 'call';
      readonly handle: string;
      readonly kind: CallKind;
      readonly index: number;
      readonly input: unknown;
      readonly ctx: ContextData | undefined;
      readonly deps: Readonly<Record<string, DepData>>;
    }
  /** the time of a call is over, or the host stops */
  | { readonly t: 'abort'; readonly handle: string }
  | { readonly t: 'answer'; readonly id: number; readonly value?: unknown; readonly failure?: FailureData }
  /** runs a function that the process gave along with an `ask` */
  | {
      readonly t: 'callback';
      readonly id: number;
      readonly fn: number;
      readonly args: unknown;
      readonly ctx: ContextData | undefined;
    }
  | { readonly t: 'ping' };

const Failure = z.strictObject({
  message: z.string().max(20_000),
  code: z.string().max(100).optional(),
  faults: z.unknown().optional(),
  constraint: z.string().max(200).optional(),
  table: z.string().max(200).optional(),
  stack: z.string().max(20_000).optional(),
});

/** Checked on arrival: whoever sends something else is ended. */
export const FromProcess = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('result'),
    handle: z.string().max(64),
    value: z.unknown().optional(),
    failure: Failure.optional(),
  }),
  z.strictObject({
    t: z.literal('ask'),
    id: z.int(),
    handle: z.string().max(64),
    dep: z.string().max(100),
    method: z.string().max(100),
    args: z.array(z.unknown()).max(20),
  }),
  z.strictObject({
    t: z.literal('returned'),
    id: z.int(),
    value: z.unknown().optional(),
    failure: Failure.optional(),
  }),
  z.strictObject({
    t: z.literal('log'),
    level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']),
    fields: z.unknown(),
    text: z.string().max(4_000),
  }),
  z.strictObject({ t: z.literal('pong') }),
]);
export type FromProcess = z.infer<typeof FromProcess>;
export type Ask = Extract<FromProcess, { t: 'ask' }>;

/** Longer messages end their sender. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** To the process more may go: a reply from outside has up to 32 MiB, and grows by a third on the way. */
export const MOST_BYTES_TO_PROCESS = 4 * MOST_BYTES;

/** The descriptor that both sides speak over. */
export const CHANNEL_FD = 3;

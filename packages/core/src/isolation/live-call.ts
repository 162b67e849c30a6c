import { randomUUID } from 'node:crypto';
import { Access } from '../access/access.ts';
import type { Context } from '../context/context.ts';
import type { Queries } from '../db/db.ts';
import type { ContextData, DepData } from './protocol.ts';
import { encode } from './wire.ts';

/** Does what only this kind of call may do, such as finishing a job. */
export type OwnAsk = (method: string, args: readonly unknown[], callBack: CallBack) => Promise<unknown>;

/** Runs a function that the process gave along; with a context, for as long as it runs. */
export type CallBack = (fn: number, args: readonly unknown[], ctx?: Context) => Promise<unknown>;

/** What a running call may use. The process knows its handle and nothing of this. */
export interface LiveCall {
  readonly ctx: Context | undefined;
  readonly deps: Readonly<Record<string, unknown>>;
  /** name → id of its token */
  readonly tokens: Readonly<Record<string, string>>;
  readonly own: OwnAsk | undefined;
  readonly transactions: Map<string, Queries>;
  /** ids of the functions of the process that run on its behalf */
  readonly callbacks: Set<number>;
}

export const newHandle = (): string => randomUUID();

export const contextData = (handle: string, ctx: Context): ContextData => ({
  handle,
  tenant: ctx.tenant,
  actor: encode(ctx.actor),
  act: encode(ctx.act),
  access: ctx.access === Access.everything ? 'everything' : encode(ctx.access.grants),
  requestId: ctx.requestId,
  now: ctx.now.toISOString(),
  today: ctx.today,
});

/** Of the services, only the configuration is a value; the others are asked. */
export const depData = (
  deps: Readonly<Record<string, unknown>>,
  tokens: Readonly<Record<string, string>>,
): Record<string, DepData> =>
  Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => [
      name,
      token === 'core.host-config' ? { token, value: encode(deps[name]) } : { token },
    ]),
  );

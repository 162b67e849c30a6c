import { Access, type Grant } from '../../access/access.ts';
import type { Act, Actor, Context } from '../../context/context.ts';
import type { Logger } from '../../observability/logger.ts';
import type { ContextData } from '../protocol.ts';
import { decode } from '../wire.ts';

/** Copied along with the context by a spread, so that a copy is as good as the original. */
const HANDLE = Symbol('handle of the running call');

type Handled = Context & { readonly [HANDLE]: string };

export const contextFrom = (data: ContextData, log: Logger): Context => {
  const context: Handled = {
    [HANDLE]: data.handle,
    tenant: data.tenant,
    actor: decode(data.actor) as Actor,
    act: decode(data.act) as Act | undefined,
    access:
      data.access === 'everything' ? Access.everything : new Access(decode(data.access) as readonly Grant[]),
    requestId: data.requestId,
    now: new Date(data.now),
    today: data.today,
    log,
  };
  return context;
};

/** @throws Error where it is not the context of a call */
export const handleOf = (ctx: unknown, where: string): string => {
  const handle = (ctx as Partial<Handled> | null | undefined)?.[HANDLE];
  if (handle === undefined)
    throw new Error(`${where}: expected the context of the running call as its first argument`);
  return handle;
};

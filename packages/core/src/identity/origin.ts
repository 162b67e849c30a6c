import type { IncomingMessage } from 'node:http';
import type { Context } from '../context/context.ts';
import type { Origin } from './session/sessions.ts';

/** Where a request came from: the address as the host determined it, behind proxies too. */
export const originOf = (ctx: Context, request: IncomingMessage): Origin => ({
  address: ctx.act?.address ?? request.socket.remoteAddress,
  agent: request.headers['user-agent'],
});

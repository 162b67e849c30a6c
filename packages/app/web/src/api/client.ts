import { HttpError } from 'react-admin';
import type { PortalRequest, RequestOptions } from '@compliance-os/ui';
import { httpErrorOf } from './problem.ts';
import type { Session, SessionReply } from './session.ts';

export interface CallOptions extends RequestOptions {
  /** One per action of a person: the same action sent twice is done once. */
  readonly idempotencyKey?: string;
}

/** Calls the API as the session's person. A token that was refused is refreshed once, then the call is made again. */
export function createClient<Reply extends SessionReply>(session: Session<Reply>) {
  const tokenOrRefusal = () =>
    session.token().catch(() => {
      throw new HttpError('Please sign in again', 401);
    });

  return async <T>(path: string, options: CallOptions = {}): Promise<T> => {
    const init = requestInit(options);
    let response = await send(path, init, await tokenOrRefusal());
    if (response.status === 401 && session.mayExist()) {
      const { accessToken } = await session.refresh().catch(() => {
        throw new HttpError('Please sign in again', 401);
      });
      response = await send(path, init, accessToken);
    }
    return await replyOf<T>(response);
  };
}

/** A call without a session: sign-in, passwords, invitations. */
export const publicRequest: PortalRequest = async <T>(path: string, options: CallOptions = {}) =>
  await replyOf<T>(await fetch(path, requestInit(options)));

function requestInit({
  method,
  body,
  signal,
  idempotencyKey,
}: CallOptions): RequestInit & { headers: Headers } {
  const headers = new Headers({ accept: 'application/json' });
  const verb = method ?? (body === undefined ? 'GET' : 'POST');
  if (verb === 'POST') headers.set('idempotency-key', idempotencyKey ?? crypto.randomUUID());
  const multipart = body instanceof FormData;
  if (body !== undefined && !multipart) headers.set('content-type', 'application/json');
  return {
    method: verb,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: multipart ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  };
}

async function send(
  path: string,
  init: RequestInit & { headers: Headers },
  token: string,
): Promise<Response> {
  init.headers.set('authorization', `Bearer ${token}`);
  return await fetch(path, init);
}

async function replyOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw await httpErrorOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

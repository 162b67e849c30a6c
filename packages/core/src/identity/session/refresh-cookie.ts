import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../http/problem.ts';
import type { AccountKind } from '../account.ts';

/**
 * The refresh token travels in a cookie that no script reads and that goes to the addresses of sign-in only.
 * `__Host-` would ask for the path `/`; `__Secure-` gives the rest of what it gives.
 */
const COOKIES = {
  person: { name: 'cos_refresh', path: '/v1/auth' },
  operator: { name: 'cos_operator_refresh', path: '/v1/operator' },
} as const satisfies Record<AccountKind, { name: string; path: string }>;

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https://');
const nameOf = (kind: AccountKind, publicUrl: string): string =>
  `${isSecure(publicUrl) ? '__Secure-' : ''}${COOKIES[kind].name}`;

const cookie = (kind: AccountKind, publicUrl: string, value: string, maxAgeSeconds: number): string =>
  [
    `${nameOf(kind, publicUrl)}=${value}`,
    `Path=${COOKIES[kind].path}`,
    `Max-Age=${maxAgeSeconds}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(isSecure(publicUrl) ? ['Secure'] : []),
  ].join('; ');

/** @returns the value of `Set-Cookie` */
export const setRefreshCookie = (
  kind: AccountKind,
  publicUrl: string,
  token: string,
  now: Date,
  expiresAt: Date,
): string =>
  cookie(kind, publicUrl, token, Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / 1000)));

export const clearRefreshCookie = (kind: AccountKind, publicUrl: string): string =>
  cookie(kind, publicUrl, '', 0);

export const readRefreshCookie = (
  kind: AccountKind,
  publicUrl: string,
  request: IncomingMessage,
): string | undefined => {
  const name = nameOf(kind, publicUrl);
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
};

/**
 * Whether a request that lives off a cookie was made by a page of the portal: no other page can set these headers
 * without being asked first, and browsers say where a request comes from.
 * @throws Refusal `NOT_FROM_PORTAL`
 */
export const requirePortal = ({ headers }: IncomingMessage): void => {
  const named =
    headers['x-requested-with'] === 'compliance-os' || headers.authorization?.startsWith('Bearer ') === true;
  if (named && headers['sec-fetch-site'] !== 'cross-site') return;
  throw new Refusal(
    'NOT_FROM_PORTAL',
    'Send the header "x-requested-with: compliance-os" from a page of the portal itself.',
  );
};

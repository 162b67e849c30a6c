import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { clearRefreshCookie, readRefreshCookie, requirePortal, setRefreshCookie } from './refresh-cookie.ts';
import { newSecret } from './refresh-token.ts';

const from = (headers: Record<string, string>): IncomingMessage =>
  ({ headers }) as unknown as IncomingMessage;
const NOW = new Date('2026-06-01T04:00:00Z');
const IN_A_WEEK = new Date('2026-06-08T04:00:00Z');
const token = newSecret();

describe('the refresh cookie', () => {
  test('over https is secure, unreadable for scripts, and goes to sign-in only', () => {
    expect(setRefreshCookie('person', 'https://portal.example.in', token, NOW, IN_A_WEEK)).toBe(
      `__Secure-cos_refresh=${token}; Path=/v1/auth; Max-Age=604800; HttpOnly; SameSite=Strict; Secure`,
    );
  });

  test('of operators has its own name and path', () => {
    expect(setRefreshCookie('operator', 'http://localhost:7007', token, NOW, IN_A_WEEK)).toBe(
      `cos_operator_refresh=${token}; Path=/v1/operator; Max-Age=604800; HttpOnly; SameSite=Strict`,
    );
  });

  test('is cleared by an empty one that has ended', () => {
    expect(clearRefreshCookie('person', 'http://localhost:7007')).toContain(
      'cos_refresh=; Path=/v1/auth; Max-Age=0;',
    );
  });

  test.each<[string, string | undefined]>([
    [`cos_refresh=${token}`, token],
    [`other=1; cos_refresh=${token}; more=2`, token],
    [`not_cos_refresh=${token}`, undefined],
    [`cos_operator_refresh=${token}`, undefined],
    ['cos_refresh=short', undefined],
    ['', undefined],
  ])('is read from "%s"', (cookie, expected) => {
    expect(readRefreshCookie('person', 'http://localhost:7007', from({ cookie }))).toBe(expected);
  });

  test('without the secure prefix is not believed over https', () => {
    const request = from({ cookie: `cos_refresh=${token}` });
    expect(readRefreshCookie('person', 'https://portal.example.in', request)).toBeUndefined();
  });
});

describe('a request that lives off the cookie', () => {
  const NAMED = { 'x-requested-with': 'compliance-os' };

  test.each<Record<string, string>>([
    NAMED,
    { authorization: 'Bearer abc' },
    { ...NAMED, 'sec-fetch-site': 'same-origin' },
    { ...NAMED, 'sec-fetch-site': 'same-site' },
  ])('is accepted with %o', (headers) => {
    expect(() => requirePortal(from(headers))).not.toThrow();
  });

  test.each<Record<string, string>>([
    { ...NAMED, 'sec-fetch-site': 'cross-site' },
    { 'x-requested-with': 'XMLHttpRequest' },
    {},
  ])('is refused with %o', (headers) => {
    expect(() => requirePortal(from(headers))).toThrow(expect.objectContaining({ code: 'NOT_FROM_PORTAL' }));
  });
});

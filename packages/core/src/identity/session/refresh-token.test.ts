import { expect, test } from 'vitest';
import { hashOfSecret, judgeUsed, newSalt, newSecret, successorOf } from './refresh-token.ts';

test('a secret has 256 bits and no two are alike', () => {
  const secrets = Array.from({ length: 100 }, newSecret);
  expect(new Set(secrets).size).toBe(100);
  expect(Buffer.from(secrets[0]!, 'base64url')).toHaveLength(32);
  expect(hashOfSecret(secrets[0]!)).toHaveLength(32);
});

test('a token and a salt have one successor; another of either gives another', () => {
  const [token, salt] = [newSecret(), newSalt()];
  expect(successorOf(token, salt)).toBe(successorOf(token, salt));
  expect(successorOf(token, newSalt())).not.toBe(successorOf(token, salt));
  expect(successorOf(newSecret(), salt)).not.toBe(successorOf(token, salt));
  expect(Buffer.from(successorOf(token, salt), 'base64url')).toHaveLength(32);
});

test.each([
  [0, 'again'],
  [10_000, 'again'],
  [10_001, 'reused'],
  [86_400_000, 'reused'],
])('a token presented %i ms after its use: %s', (later, kind) => {
  const used = new Date('2026-06-01T04:00:00Z');
  expect(judgeUsed(used, newSalt(), new Date(used.getTime() + later)).kind).toBe(kind);
});

test('a token whose salt is gone is reused, however soon', () => {
  const used = new Date('2026-06-01T04:00:00Z');
  expect(judgeUsed(used, null, used).kind).toBe('reused');
});

import { createHash } from 'node:crypto';

const LIMIT = 1_000;
const names = new Map<string, string>();

/**
 * Name under which a statement is prepared. The role is part of it, since a plan made under row level security
 * belongs to a role. Texts beyond the limit, which only code that builds statements reaches, stay unnamed.
 */
export const statementName = (role: string, text: string): string => {
  const key = `${role} ${text}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  if (names.size >= LIMIT) return '';
  const name = `s_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
  names.set(key, name);
  return name;
};

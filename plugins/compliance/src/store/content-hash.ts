import { createHash } from 'node:crypto';

/** JSON with sorted keys and without white space, so that one content has one text. */
export const canonicalText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`);
  return `{${members.join(',')}}`;
};

/** SHA-256 of the canonical text, hex. */
export const contentHash = (value: unknown): string =>
  createHash('sha256').update(canonicalText(value)).digest('hex');

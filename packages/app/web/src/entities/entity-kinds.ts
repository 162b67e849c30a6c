import type { Entity } from '../api/core.ts';

export const ENTITY_KINDS = {
  company: 'Company',
  llp: 'LLP',
  firm: 'Partnership firm',
  proprietor: 'Proprietor',
  trust: 'Trust',
  other: 'Other',
} as const satisfies Record<Entity['kind'], string>;

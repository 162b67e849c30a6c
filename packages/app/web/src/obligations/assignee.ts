import type { Instance } from '../api/compliance.ts';

export const assigneeName = ({ assignee }: Pick<Instance, 'assignee'>): string | null =>
  typeof assignee === 'string' ? assignee : (assignee?.name ?? null);

import type { Instance } from '../api/compliance.ts';

export const assigneeName = ({ assignee }: Pick<Instance, 'assignee'>): string | null =>
  assignee?.name ?? null;

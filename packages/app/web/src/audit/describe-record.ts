import { humanise } from '@compliance-os/ui';
import type { AuditRecord } from '../api/core.ts';

const VERBS = {
  insert: 'added',
  update: 'changed',
  delete: 'removed',
  batch: 'added in one go',
  act: 'did',
} as const satisfies Record<AuditRecord['verb'], string>;

/** What was done, in a few words: the act by name, or the verb and the thing. */
export function describeRecord(record: AuditRecord, t: (text: string) => string): string {
  const thing = humanise(record.relation?.split('.').pop() ?? '').toLowerCase();
  const count = record.memberCount ? ` (${record.memberCount})` : '';
  const act = record.act?.name;
  if (record.verb === 'act') return act ? humanise(act) : t('acted');
  return `${t(VERBS[record.verb])} ${thing}${count}${act ? ` · ${humanise(act)}` : ''}`;
}

import { AuditTimeline } from '../audit/audit-timeline.tsx';

/** Every change to this obligation, from the audit log. */
export const HistoryTab = ({ rowId }: { rowId: string }) => <AuditTimeline filter={{ rowId }} />;

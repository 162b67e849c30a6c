import type { Instance } from '../api/compliance.ts';
import type { Column } from '../export/cell.ts';
import { assigneeName } from './assignee.ts';
import { familyLabel } from './family-label.ts';

/** What an export holds, in the order of the screen. Amounts are rupees. */
export const obligationColumns: readonly Column<Instance>[] = [
  { label: 'Form', value: (it) => it.form },
  { label: 'Obligation', value: (it) => it.name },
  { label: 'Law', value: (it) => familyLabel(it.family) },
  { label: 'Entity', value: (it) => it.entityName },
  { label: 'Registration', value: (it) => it.subjectLabel },
  { label: 'Period', value: (it) => it.periodLabel },
  { label: 'Statutory date', value: (it) => it.statutoryDate },
  { label: 'Extended date', value: (it) => it.extendedDate },
  { label: 'Due date', value: (it) => it.effectiveDate },
  { label: 'Days late', value: (it) => it.overdueDays },
  { label: 'Status', value: (it) => it.status },
  { label: 'RAG', value: (it) => it.rag },
  { label: 'Owner', value: assigneeName },
  { label: 'Exposure (₹)', value: (it) => (it.exposurePaise === null ? null : it.exposurePaise / 100) },
];

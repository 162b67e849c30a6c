/** The records that the host hands to panels: the public part of each, no more than a panel may rely on. */

export type Rag = 'red' | 'amber' | 'green';

/** One obligation of one subject for one period. Dates are IST calendar dates, `YYYY-MM-DD`. */
export interface InstanceSummary {
  readonly id: string;
  readonly masterCode: string;
  readonly form: string;
  readonly name: string;
  /** The plugin that owns the law: `gst`, `tds`, … */
  readonly family: string;
  readonly entityId: string;
  readonly entityName: string;
  readonly subjectId: string;
  readonly subjectLabel: string;
  readonly period: string;
  readonly periodLabel: string;
  /** Null while it awaits an event or a fact. */
  readonly statutoryDate: string | null;
  /** The date to work by: extended, statutory or expected. */
  readonly effectiveDate: string | null;
  readonly status: string;
  readonly rag: Rag;
}

export interface EntitySummary {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly pan: string | null;
  readonly state: string | null;
  readonly status: string;
}

export interface EvidenceSummary {
  readonly id: string;
  readonly fileName: string;
  readonly kind: string;
  readonly entityId: string;
  readonly subjectId: string;
  readonly sha256: string;
  readonly status: string;
}

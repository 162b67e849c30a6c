import type { InstanceSummary, Rag } from '@compliance-os/ui';

/** Records of the compliance plugin, as the API gives them. Money is paise; dates are IST calendar dates. */

export interface Instance extends InstanceSummary {
  readonly extendedDate: string | null;
  readonly overdueDays: number;
  readonly assignee: { readonly id: string; readonly name: string } | string | null;
  readonly exposurePaise: number | null;
  readonly blockedBy?: readonly Dependency[];
}

export type CommandName =
  'start' | 'submit' | 'approve' | 'return' | 'file' | 'complete' | 'waive' | 'not-used' | 'reopen';

export interface Command {
  readonly name: CommandName;
  readonly label: string;
  readonly allowed: boolean;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

export interface Dependency {
  readonly instanceId: string;
  readonly form: string;
  readonly periodLabel: string;
  readonly status: string;
  readonly assignee?: string | null;
  readonly blocking: boolean;
}

export interface DateChange {
  readonly kind: 'statutory' | 'extended' | 'fee-free' | 'target';
  readonly date: string;
  readonly source: string | null;
  readonly at: string | null;
}

export interface RequiredEvidence {
  readonly kind: string;
  readonly label: string;
  readonly required: boolean;
  /** The evidence that answers it, if any. */
  readonly satisfiedBy: string | null;
}

export interface Submission {
  readonly id: string;
  readonly kind: string;
  readonly filingDate: string;
  readonly acknowledgementKind: string | null;
  readonly acknowledgementNumber: string | null;
  readonly portalStatus: string;
}

export interface Payment {
  readonly id: string;
  readonly challanNumber: string;
  readonly paidOn: string;
  readonly amountPaise: number;
}

export interface Exposure {
  readonly lines: readonly {
    readonly head: string;
    readonly basis: string;
    readonly amountPaise: number | null;
  }[];
  readonly totalPaise: number;
  /** What cannot be priced, and why. */
  readonly unpriced: readonly string[];
}

export interface InstanceDetail extends Instance {
  readonly dates: readonly DateChange[];
  readonly why: Explanation;
  readonly evidenceRequired: readonly RequiredEvidence[];
  readonly submissions: readonly Submission[];
  readonly payments: readonly Payment[];
  readonly comments?: readonly InstanceComment[];
  readonly commands: readonly Command[];
  readonly exposure: Exposure | null;
  readonly dependencies: readonly Dependency[];
}

export interface InstanceComment {
  readonly id: string;
  readonly author: string;
  readonly at: string;
  readonly text: string;
}

/** Why a master applies, or why a date is what it is: a statement and the statements under it. */
export interface Explanation {
  readonly text: string;
  readonly outcome?: string;
  readonly children?: readonly Explanation[];
}

export interface RagCounts {
  readonly red: number;
  readonly amber: number;
  readonly green: number;
}

export interface Dashboard {
  readonly today: string;
  readonly overdue: number;
  readonly dueIn7: number;
  readonly filed30: number;
  readonly exposurePaise: number;
  readonly undetermined: number;
  readonly rag: RagCounts;
  readonly byFamily: readonly FamilyCounts[];
  readonly byDay: Readonly<Record<string, RagCounts & { readonly total: number }>>;
  readonly byEntity: readonly EntityCounts[];
}

export interface FamilyCounts extends RagCounts {
  readonly family: string;
  readonly total: number;
}

export interface EntityCounts extends RagCounts {
  readonly entityId: string;
  readonly entityName: string;
  readonly total: number;
  readonly byStatus: Readonly<Record<string, number>>;
}

export interface FacetValue {
  readonly value: string;
  readonly label?: string;
  readonly count: number;
}
export type Facets = Readonly<
  Record<'status' | 'rag' | 'family' | 'entityId' | 'masterCode', readonly FacetValue[]>
>;

export interface CalendarItem {
  readonly id: string;
  readonly form: string;
  readonly family: string;
  readonly entityName: string;
  readonly periodLabel: string;
  readonly date: string;
  readonly kind: 'statutory' | 'extended';
  readonly statutoryDate: string;
  readonly status: string;
  readonly rag: Rag;
}

export interface SearchHit {
  readonly type: 'instance' | 'entity' | 'registration' | 'evidence' | 'master';
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
}

export interface ImportPreview {
  readonly fileHash: string;
  readonly sheets: readonly string[];
  readonly rows: readonly ImportRow[];
  readonly errors: readonly ImportError[];
  readonly summary: {
    readonly create: number;
    readonly update: number;
    readonly skip: number;
    readonly errors: number;
  };
}

export interface ImportRow {
  readonly sheet: string;
  readonly row: number;
  readonly action: 'create' | 'update' | 'skip';
  readonly record: Readonly<Record<string, unknown>>;
}

export interface ImportError {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
}

export interface GenerationPreview {
  readonly create: number;
  readonly existing: number;
  readonly undetermined: number;
  readonly rows: readonly {
    readonly masterCode: string;
    readonly form: string;
    readonly entityName: string;
    readonly subjectLabel: string;
    readonly period: string;
    readonly periodLabel: string;
    readonly dueDate: string;
    readonly action: 'create' | 'exists';
  }[];
}

export interface GenerationRun {
  readonly created: number;
  readonly existing: number;
}

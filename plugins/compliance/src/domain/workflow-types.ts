/** States, commands and refusals of an instance's workflow. The machine: `workflow.ts`. */
import type { LocalDate } from './calendar.ts';
import type { DependencyState } from './dependency.ts';
import type { EvidenceRequirement } from './master.ts';
import type { InstanceStatus } from './status.ts';
import type { SubmissionKind } from './filing-kinds.ts';

/** Who acts. With a delegation the one who acts is the delegate, for the principal whose right it is. */
export interface WorkflowActor {
  readonly principal: string;
  /** null: acts for himself */
  readonly delegate: string | null;
}

export interface WorkflowState {
  readonly status: InstanceStatus;
  /** everyone who prepared or submitted since it was started */
  readonly makers: readonly WorkflowActor[];
  readonly checker: WorkflowActor | null;
  /** approved by a maker under the tenant's exception; marked in the auditor's report */
  readonly selfApproved: boolean;
}

export interface Filing {
  readonly kind: SubmissionKind;
  /** ARN, SRN, token, TRRN, CIN of a challan; for a record kept in house, its own number */
  readonly acknowledgement: { readonly kind: string; readonly number: string } | null;
  readonly filedOn: LocalDate | null;
  /** "this is a nil return", in so many words */
  readonly nilDeclared: boolean;
}

interface By {
  readonly by: WorkflowActor;
}
export type Command =
  | ({ readonly kind: 'start' | 'submit' } & By)
  | ({ readonly kind: 'approve'; readonly selfApprovalReason: string | null } & By)
  | ({ readonly kind: 'return' | 'mark-not-used' | 'reopen'; readonly reason: string } & By)
  | ({ readonly kind: 'file'; readonly filing: Filing } & By)
  | ({ readonly kind: 'complete'; readonly acceptedOn: LocalDate | null } & By)
  | ({ readonly kind: 'waive'; readonly reason: string; readonly approver: WorkflowActor | null } & By);

/** What the guards look at. */
export interface TransitionFacts {
  readonly today: LocalDate;
  readonly evidenceRequired: readonly EvidenceRequirement[];
  /** kinds of evidence present and not refused */
  readonly evidencePresent: readonly string[];
  readonly dependencies: readonly DependencyState[];
  readonly optional: boolean;
  readonly nilReturn: boolean;
  /** first day on which it can be filed, such as the day after the period; null: any */
  readonly notBefore: LocalDate | null;
  /** stands: something that was filed was accepted, or is not answered yet. refused: all of it was. */
  readonly filing: 'none' | 'stands' | 'refused';
  /** what may be filed now */
  readonly filingKinds: readonly SubmissionKind[];
  /** the tenant of one or two people that allows a maker to approve, with a reason */
  readonly selfApprovalAllowed: boolean;
}

export type RefusalCode =
  | 'workflow.wrong-state'
  | 'workflow.evidence-missing'
  | 'workflow.dependency-pending'
  | 'workflow.maker-is-checker'
  | 'workflow.reason-missing'
  | 'workflow.approver-missing'
  | 'workflow.acknowledgement-missing'
  | 'workflow.filing-date-missing'
  | 'workflow.filing-date-invalid'
  | 'workflow.nil-not-declared'
  | 'workflow.nil-not-possible'
  | 'workflow.acceptance-missing'
  | 'workflow.filing-stands'
  | 'workflow.nothing-stands'
  | 'workflow.kind-not-possible'
  | 'workflow.amendment-open'
  | 'workflow.not-optional';

export interface Refusal {
  readonly code: RefusalCode;
  readonly reason: string;
}

/** One person in any capacity: principal of the one and delegate of the other count as the same hand. */
export function samePerson(a: WorkflowActor, b: WorkflowActor): boolean {
  const people = [b.principal, b.delegate];
  return people.includes(a.principal) || (a.delegate !== null && people.includes(a.delegate));
}

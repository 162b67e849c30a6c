/**
 * A further filing of an obligation that is filed: revised, corrected, amended. It goes through the same steps as the
 * first, with a maker and a checker of its own, while the obligation stays filed on its day:
 *
 *   filed, completed ── amend → preparing → in-review → approved → filed: one more submission
 *                                  ↑           ↓           ↓
 *                                  └──────  returned ←─────┘        any of them → dropped (with a reason)
 *
 * Which kinds there are, how often and until when, is for the master to say: `furtherFilings`.
 */
import type { LocalDate } from './calendar.ts';
import type { FurtherFiling, Master } from './master.ts';
import type { Period } from './period.ts';
import type { InstanceStatus } from './status.ts';
import { FILED_STATUSES } from './status.ts';
import { reasonGiven, refusal } from './workflow-guards.ts';
import type { FurtherKind, SubmissionKind } from './filing-kinds.ts';
import type { Command, Refusal, TransitionFacts, WorkflowActor, WorkflowState } from './workflow-types.ts';
import { commandsFor, transition, type TransitionResult } from './workflow.ts';

/** The steps of the first filing that a further one takes too. */
export const AMENDING = [
  'start',
  'submit',
  'approve',
  'return',
  'file',
] as const satisfies readonly Command['kind'][];
export type AmendingCommand = Extract<Command, { kind: (typeof AMENDING)[number] }>;

export interface AmendFacts {
  readonly status: InstanceStatus;
  /** `refused`: of what was filed nothing stands, so that there is nothing to amend */
  readonly filing: TransitionFacts['filing'];
  readonly underWay: boolean;
  /** kinds of the submissions so far */
  readonly filedKinds: readonly SubmissionKind[];
  /** masters of the same subject and period under which something stands filed */
  readonly filedMasters: readonly string[];
}

export interface Amend {
  readonly kind: FurtherKind;
  readonly reason: string;
  readonly by: WorkflowActor;
}

/** What may still be filed of the period after the first filing. */
export function furtherFilings(master: Master, period: Period): readonly FurtherFiling[] {
  return master.furtherFilings.filter(
    ({ effectiveFrom }) => effectiveFrom === undefined || effectiveFrom <= period.to,
  );
}

/** Begins a further filing; the state of its own work, or every reason against it. */
export function amend(
  { kind, reason, by }: Amend,
  permitted: readonly FurtherFiling[],
  facts: AmendFacts,
): TransitionResult {
  const one = permitted.find((further) => further.kind === kind);
  const refusals: Refusal[] = [
    ...(FILED_STATUSES.some((status) => status === facts.status)
      ? []
      : [
          refusal(
            'workflow.wrong-state',
            `amend: expected ${FILED_STATUSES.join(' or ')}, received ${facts.status}`,
          ),
        ]),
    ...(facts.filing === 'refused'
      ? [refusal('workflow.nothing-stands', 'of what was filed nothing stands: return it and file again')]
      : []),
    ...(facts.underWay ? [refusal('workflow.amendment-open', 'a further filing is under way already')] : []),
    ...(one === undefined
      ? [refusal('workflow.kind-not-possible', `the law knows no ${kind} of this form`)]
      : limits(one, facts)),
    ...reasonGiven(reason),
  ];
  return refusals.length > 0
    ? { ok: false, refusals }
    : { ok: true, state: { status: 'preparing', makers: [by], checker: null, selfApproved: false } };
}

function limits({ kind, form, law, atMost, before }: FurtherFiling, facts: AmendFacts): Refusal[] {
  const times = facts.filedKinds.filter((filed) => filed === kind).length;
  return [
    ...(atMost !== undefined && times >= atMost
      ? [refusal('workflow.kind-not-possible', `${form} has been filed ${times} of ${atMost} times (${law})`)]
      : []),
    ...before
      .filter((master) => facts.filedMasters.includes(master))
      .map((master) =>
        refusal('workflow.kind-not-possible', `${form} is filed before ${master} only (${law})`),
      ),
  ];
}

/** One step of a further filing. Its state is that of its own work, not that of the obligation. */
export function transitionAmendment(
  work: WorkflowState,
  kind: FurtherKind,
  firstFiledOn: LocalDate | null,
  command: AmendingCommand,
  facts: TransitionFacts,
): TransitionResult {
  return transition(work, command, {
    ...facts,
    dependencies: [],
    filingKinds: [kind],
    notBefore: firstFiledOn,
  });
}

export function amendingCommandsFor(status: InstanceStatus): readonly AmendingCommand['kind'][] {
  const possible = commandsFor(status);
  return AMENDING.filter((kind) => possible.includes(kind)) as readonly AmendingCommand['kind'][];
}

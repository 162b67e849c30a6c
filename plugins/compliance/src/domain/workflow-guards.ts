/** The guards of each workflow command. Each returns every reason it has to refuse. */
import type { LocalDate } from './calendar.ts';
import { blockingDependencies } from './dependency.ts';
import type { EvidenceRequirement } from './master.ts';
import type {
  Command,
  Filing,
  Refusal,
  RefusalCode,
  TransitionFacts,
  WorkflowActor,
  WorkflowState,
} from './workflow-types.ts';
import { samePerson } from './workflow-types.ts';

export function guardsOf(state: WorkflowState, command: Command, facts: TransitionFacts): readonly Refusal[] {
  switch (command.kind) {
    case 'start':
      return [];
    case 'submit':
      return evidenceFor(['review'], facts);
    case 'approve':
      return [
        ...evidenceFor(['review'], facts),
        ...separateHands(state, command.by, command.selfApprovalReason, facts),
      ];
    case 'file':
      return [
        ...evidenceFor(['review', 'filing'], facts),
        ...blockingDependencies(facts.dependencies).flatMap((d) =>
          d.waitingFor.map((s) =>
            refusal(
              'workflow.dependency-pending',
              `${s.master} ${s.period.key} is to be filed first${d.dependency.law === undefined ? '' : ` (${d.dependency.law})`}`,
            ),
          ),
        ),
        ...filingGuards(command.filing, facts),
      ];
    case 'complete':
      return [
        ...evidenceFor(['completion'], facts),
        ...dateGuards(command.acceptedOn, 'workflow.acceptance-missing', 'the day it was accepted', facts),
      ];
    case 'return':
      return [...reasonGiven(command.reason), ...nothingStands(state, facts)];
    case 'reopen':
      return reasonGiven(command.reason);
    case 'mark-not-used':
      return [
        ...(facts.optional
          ? []
          : [refusal('workflow.not-optional', 'the form is not optional: waive it or file it')]),
        ...reasonGiven(command.reason),
      ];
    case 'waive':
      return [...reasonGiven(command.reason), ...waiverApproved(state, command.approver, facts)];
  }
}

function evidenceFor(steps: readonly EvidenceRequirement['neededFor'][], facts: TransitionFacts): Refusal[] {
  return facts.evidenceRequired
    .filter((e) => e.required && steps.includes(e.neededFor) && !facts.evidencePresent.includes(e.kind))
    .map((e) => refusal('workflow.evidence-missing', `${e.label} is missing (needed for ${e.neededFor})`));
}

/** Maker is not checker, principal and delegate both compared; a tenant's exception needs its reason each time. */
function separateHands(
  state: WorkflowState,
  checker: Command['by'],
  selfApprovalReason: string | null,
  facts: TransitionFacts,
): Refusal[] {
  if (!state.makers.some((maker) => samePerson(maker, checker))) return [];
  if (!facts.selfApprovalAllowed) {
    return [
      refusal(
        'workflow.maker-is-checker',
        'whoever prepared it, as principal or delegate, cannot approve it',
      ),
    ];
  }
  return selfApprovalReason === null
    ? [refusal('workflow.reason-missing', 'to approve what one has prepared needs a reason')]
    : reasonGiven(selfApprovalReason);
}

function filingGuards(filing: Filing, facts: TransitionFacts): Refusal[] {
  const number = filing.acknowledgement?.number.trim() ?? '';
  return [
    ...(number === ''
      ? [refusal('workflow.acknowledgement-missing', 'an acknowledgement number is needed')]
      : []),
    ...dateGuards(filing.filedOn, 'workflow.filing-date-missing', 'the day of filing', facts),
    ...tooEarly(filing.filedOn, facts.notBefore),
    ...(facts.filingKinds.includes(filing.kind)
      ? []
      : [
          refusal(
            'workflow.kind-not-possible',
            `submitted as ${filing.kind}: expected ${facts.filingKinds.join(' or ')}`,
          ),
        ]),
    ...(filing.kind === 'nil' && !filing.nilDeclared
      ? [refusal('workflow.nil-not-declared', 'a nil return must be declared nil in so many words')]
      : []),
    ...(filing.kind !== 'nil' && filing.nilDeclared
      ? [refusal('workflow.nil-not-possible', `declared nil, but submitted as ${filing.kind}`)]
      : []),
    ...(filing.kind === 'nil' && !facts.nilReturn
      ? [refusal('workflow.nil-not-possible', 'the form knows no nil return')]
      : []),
  ];
}

function dateGuards(
  date: LocalDate | null,
  missing: RefusalCode,
  what: string,
  facts: TransitionFacts,
): Refusal[] {
  if (date === null) return [refusal(missing, `${what} is needed`)];
  return date > facts.today
    ? [refusal('workflow.filing-date-invalid', `${what}: expected up to ${facts.today}, received ${date}`)]
    : [];
}

function tooEarly(date: LocalDate | null, notBefore: LocalDate | null): Refusal[] {
  if (date === null || notBefore === null || date >= notBefore) return [];
  return [
    refusal(
      'workflow.filing-date-invalid',
      `the day of filing: expected from ${notBefore}, received ${date}`,
    ),
  ];
}

/** Nobody waives what he prepared himself; who has prepared nothing may approve his own request. */
function waiverApproved(
  state: WorkflowState,
  approver: WorkflowActor | null,
  facts: TransitionFacts,
): Refusal[] {
  if (approver === null) return [refusal('workflow.approver-missing', 'a waiver needs an approver')];
  const ownWork = state.makers.some((maker) => samePerson(maker, approver)) && !facts.selfApprovalAllowed;
  return ownWork
    ? [refusal('workflow.maker-is-checker', 'whoever prepared it cannot approve its waiver')]
    : [];
}

/** What the authority has, or may still accept, is not undone here: only a refused or defective filing goes back. */
function nothingStands({ status }: WorkflowState, { filing }: TransitionFacts): Refusal[] {
  return filing === 'stands' && (status === 'filed' || status === 'completed')
    ? [
        refusal(
          'workflow.filing-stands',
          'what was filed stands: only what the portal refused or found defective is returned',
        ),
      ]
    : [];
}

export function reasonGiven(reason: string): Refusal[] {
  return reason.trim() === '' ? [refusal('workflow.reason-missing', 'a reason is needed')] : [];
}

export function refusal(code: RefusalCode, reason: string): Refusal {
  return { code, reason };
}

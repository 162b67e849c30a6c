/**
 * The state machine of an instance. Pure: a state, a command and what is known give a new state, or a refusal with
 * every reason at once.
 *
 *   not-started → preparing → in-review → approved → filed → completed
 *                     ↑           ↓           ↓         ↓          ↓  (only where nothing that was filed stands)
 *                     └──────  returned ←─────┴─────────┴──────────┘
 *   any open state → waived (reason and approver), not-used (optional forms)
 *   waived, not-used → not-started (reopened with a reason)
 */
import { guardsOf } from './workflow-guards.ts';
import type { InstanceStatus } from './status.ts';
import type { Command, Refusal, TransitionFacts, WorkflowState } from './workflow-types.ts';
import { samePerson } from './workflow-types.ts';

export type TransitionResult =
  | { readonly ok: true; readonly state: WorkflowState }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export const NEW_INSTANCE: WorkflowState = {
  status: 'not-started',
  makers: [],
  checker: null,
  selfApproved: false,
};

const OPEN: readonly InstanceStatus[] = ['not-started', 'preparing', 'in-review', 'returned', 'approved'];

/** Statuses each command may be given in. */
export const COMMANDS: Readonly<Record<Command['kind'], readonly InstanceStatus[]>> = {
  start: ['not-started', 'returned'],
  submit: ['preparing'],
  approve: ['in-review'],
  return: ['in-review', 'approved', 'filed', 'completed'],
  file: ['approved'],
  complete: ['filed'],
  waive: OPEN,
  'mark-not-used': OPEN,
  reopen: ['waived', 'not-used'],
};

export function transition(state: WorkflowState, command: Command, facts: TransitionFacts): TransitionResult {
  const allowed = COMMANDS[command.kind];
  const wrongState: Refusal[] = allowed.includes(state.status)
    ? []
    : [
        {
          code: 'workflow.wrong-state',
          reason: `${command.kind}: expected ${allowed.join(' or ')}, received ${state.status}`,
        },
      ];
  const refusals = [...wrongState, ...guardsOf(state, command, facts)];
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, state: apply(state, command) };
}

/** Commands that would be accepted by state alone; guards may still refuse. */
export function commandsFor(status: InstanceStatus): readonly Command['kind'][] {
  return (Object.keys(COMMANDS) as Command['kind'][]).filter((kind) => COMMANDS[kind].includes(status));
}

function apply(state: WorkflowState, command: Command): WorkflowState {
  switch (command.kind) {
    case 'start':
      return {
        ...state,
        status: 'preparing',
        makers: withMaker(state, command),
        checker: null,
        selfApproved: false,
      };
    case 'submit':
      return { ...state, status: 'in-review', makers: withMaker(state, command) };
    case 'approve': {
      const selfApproved = state.makers.some((maker) => samePerson(maker, command.by));
      return { ...state, status: 'approved', checker: command.by, selfApproved };
    }
    case 'return':
      return { ...state, status: 'returned', checker: null, selfApproved: false };
    case 'file':
      return { ...state, status: 'filed' };
    case 'complete':
      return { ...state, status: 'completed' };
    case 'waive':
      return { ...state, status: 'waived' };
    case 'mark-not-used':
      return { ...state, status: 'not-used' };
    case 'reopen':
      return NEW_INSTANCE;
  }
}

function withMaker(state: WorkflowState, { by }: Command): WorkflowState['makers'] {
  const known = state.makers.some((m) => m.principal === by.principal && m.delegate === by.delegate);
  return known ? state.makers : [...state.makers, by];
}

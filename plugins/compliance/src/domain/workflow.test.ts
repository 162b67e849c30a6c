import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from './calendar.ts';
import { parsePeriod } from './period.ts';
import type { InstanceStatus } from './status.ts';
import { INSTANCE_STATUSES } from './status.ts';
import { filingOf } from './submission.ts';
import type { TransitionResult } from './workflow.ts';
import { commandsFor, NEW_INSTANCE, transition } from './workflow.ts';
import type { Command, TransitionFacts, WorkflowActor, WorkflowState } from './workflow-types.ts';

const d = localDate;
const anna: WorkflowActor = { principal: 'anna', delegate: null };
const bela: WorkflowActor = { principal: 'bela', delegate: null };
const annaForBela: WorkflowActor = { principal: 'bela', delegate: 'anna' };

const facts: TransitionFacts = {
  today: d('2026-11-20'),
  evidenceRequired: [
    { kind: 'gstr-2b', label: 'GSTR-2B', required: true, neededFor: 'review' },
    { kind: 'notes', label: 'Notes', required: false, neededFor: 'review' },
    { kind: 'arn', label: 'ARN and filed copy', required: true, neededFor: 'completion' },
  ],
  evidencePresent: ['gstr-2b', 'arn'],
  dependencies: [],
  optional: false,
  nilReturn: true,
  notBefore: d('2026-11-01'),
  filing: 'none',
  filingKinds: ['nil', 'original'],
  selfApprovalAllowed: false,
};
const filed = {
  kind: 'original',
  acknowledgement: { kind: 'ARN', number: 'AA2710260000001' },
  filedOn: d('2026-11-19'),
  nilDeclared: false,
} as const;
const at = (status: InstanceStatus, more: Partial<WorkflowState> = {}): WorkflowState => ({
  ...NEW_INSTANCE,
  makers: [anna],
  status,
  ...more,
});
const approve = (by: WorkflowActor, selfApprovalReason: string | null = null): Command => ({
  kind: 'approve',
  by,
  selfApprovalReason,
});
const codes = (state: WorkflowState, command: Command, more: Partial<TransitionFacts> = {}) => {
  const result = transition(state, command, { ...facts, ...more });
  return result.ok ? result.state.status : result.refusals.map((r) => r.code);
};

const commandOf = (kind: Command['kind'], by: WorkflowActor): Command => {
  switch (kind) {
    case 'start':
    case 'submit':
      return { kind, by };
    case 'approve':
      return approve(by);
    case 'return':
    case 'mark-not-used':
    case 'reopen':
      return { kind, by, reason: 'r' };
    case 'file':
      return { kind, by, filing: filed };
    case 'complete':
      return { kind, by, acceptedOn: d('2026-11-19') };
    case 'waive':
      return { kind, by, approver: by, reason: 'r' };
  }
};

/** The new state, or a failure that shows the refusals. */
function accepted(result: TransitionResult): WorkflowState {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.state;
}

it('walks from not started to completed', () => {
  let state = NEW_INSTANCE;
  for (const command of [
    { kind: 'start', by: anna },
    { kind: 'submit', by: anna },
    approve(bela),
    { kind: 'file', by: anna, filing: filed },
    { kind: 'complete', by: anna, acceptedOn: d('2026-11-19') },
  ] satisfies Command[]) {
    state = accepted(transition(state, command, facts));
  }
  expect(state).toEqual({ status: 'completed', makers: [anna], checker: bela, selfApproved: false });
});

describe('maker is not checker', () => {
  it.each([
    ['himself', [anna], anna],
    ['as delegate of another', [anna], annaForBela],
    ['as principal of his delegate', [annaForBela], anna],
    ['whose right was used to make it', [annaForBela], bela],
    ['one of several makers', [bela, anna], anna],
  ])('%s', (_name, makers, by) =>
    expect(codes(at('in-review', { makers }), approve(by))).toEqual(['workflow.maker-is-checker']),
  );

  it('but for a tenant that allows it, with a reason, marked', () => {
    const state = at('in-review');
    expect(codes(state, approve(anna), { selfApprovalAllowed: true })).toEqual(['workflow.reason-missing']);
    const result = transition(state, approve(anna, 'sole director'), { ...facts, selfApprovalAllowed: true });
    expect(result).toMatchObject({ ok: true, state: { status: 'approved', selfApproved: true } });
  });

  it('also for a waiver of work one has prepared', () => {
    const waive = (approver: WorkflowActor | null, reason = 'liquidated'): Command => ({
      kind: 'waive',
      by: anna,
      approver,
      reason,
    });
    expect(codes(at('preparing'), waive(bela))).toBe('waived');
    expect(codes(at('preparing'), waive(anna))).toEqual(['workflow.maker-is-checker']);
    expect(codes(NEW_INSTANCE, waive(anna))).toBe('waived');
    expect(codes(at('preparing'), waive(null, ' '))).toEqual([
      'workflow.reason-missing',
      'workflow.approver-missing',
    ]);
  });
});

describe('filing', () => {
  it('is refused with every reason at once', () => {
    const pending = {
      dependency: { master: 'GST-GSTR1-M', effect: 'blocks', period: 'same', law: 'rule 59(6)' },
      state: 'pending',
      waitingFor: [{ id: 'i', master: 'GST-GSTR1-M', period: parsePeriod('2026-10'), state: 'open' }],
      missing: [],
    } as const;
    const command: Command = {
      kind: 'file',
      by: anna,
      filing: { kind: 'nil', acknowledgement: null, filedOn: null, nilDeclared: false },
    };
    const result = transition(at('approved'), command, {
      ...facts,
      evidencePresent: [],
      dependencies: [pending],
    });
    expect(result).toEqual({
      ok: false,
      refusals: [
        { code: 'workflow.evidence-missing', reason: 'GSTR-2B is missing (needed for review)' },
        {
          code: 'workflow.dependency-pending',
          reason: 'GST-GSTR1-M 2026-10 is to be filed first (rule 59(6))',
        },
        { code: 'workflow.acknowledgement-missing', reason: 'an acknowledgement number is needed' },
        { code: 'workflow.filing-date-missing', reason: 'the day of filing is needed' },
        { code: 'workflow.nil-not-declared', reason: 'a nil return must be declared nil in so many words' },
      ],
    });
  });

  it.each([
    [{ filedOn: d('2026-11-21') }, {}, ['workflow.filing-date-invalid']],
    [{ filedOn: d('2026-10-31') }, {}, ['workflow.filing-date-invalid']],
    [{ filedOn: d('2026-10-31') }, { notBefore: null }, 'filed'],
    [{ nilDeclared: true }, {}, ['workflow.nil-not-possible']],
    [{ kind: 'nil', nilDeclared: true } as const, {}, 'filed'],
    [{ kind: 'revised' } as const, {}, ['workflow.kind-not-possible']],
    [{ kind: 'revised' } as const, { filingKinds: ['original', 'revised'] } as const, 'filed'],
    [{ kind: 'nil', nilDeclared: true } as const, { nilReturn: false }, ['workflow.nil-not-possible']],
    [{ acknowledgement: { kind: 'ARN', number: ' ' } }, {}, ['workflow.acknowledgement-missing']],
  ])('%j with %j', (part, more, expected) => {
    expect(codes(at('approved'), { kind: 'file', by: anna, filing: { ...filed, ...part } }, more)).toEqual(
      expected,
    );
  });
});

it.each<[string, InstanceStatus, Command, Partial<TransitionFacts>, unknown]>([
  [
    'review needs its evidence',
    'preparing',
    { kind: 'submit', by: anna },
    { evidencePresent: [] },
    ['workflow.evidence-missing'],
  ],
  [
    'completion needs its own',
    'filed',
    { kind: 'complete', by: anna, acceptedOn: d('2026-11-19') },
    { evidencePresent: ['gstr-2b'] },
    ['workflow.evidence-missing'],
  ],
  [
    'completion needs its day',
    'filed',
    { kind: 'complete', by: anna, acceptedOn: null },
    {},
    ['workflow.acceptance-missing'],
  ],
  [
    'a return needs a reason',
    'in-review',
    { kind: 'return', by: bela, reason: '' },
    {},
    ['workflow.reason-missing'],
  ],
  [
    'a defective filing goes back',
    'filed',
    { kind: 'return', by: bela, reason: 'defective' },
    {},
    'returned',
  ],
  [
    'so does one that was found defective after it was completed',
    'completed',
    { kind: 'return', by: bela, reason: 'defective' },
    {},
    'returned',
  ],
  [
    'one that stands does not',
    'filed',
    { kind: 'return', by: bela, reason: 'a better figure' },
    { filing: 'stands' },
    ['workflow.filing-stands'],
  ],
  [
    'nor when it is completed',
    'completed',
    { kind: 'return', by: bela, reason: 'a better figure' },
    { filing: 'stands' },
    ['workflow.filing-stands'],
  ],
  [
    'only optional forms may be unused',
    'not-started',
    { kind: 'mark-not-used', by: anna, reason: 'no B2B' },
    {},
    ['workflow.not-optional'],
  ],
  [
    'an optional form may',
    'not-started',
    { kind: 'mark-not-used', by: anna, reason: 'no B2B' },
    { optional: true },
    'not-used',
  ],
  [
    'what was waived may be reopened',
    'waived',
    { kind: 'reopen', by: bela, reason: 'by mistake' },
    {},
    'not-started',
  ],
  [
    'nothing is filed twice',
    'filed',
    { kind: 'file', by: anna, filing: filed },
    {},
    ['workflow.wrong-state'],
  ],
])('%s', (_name, status, command, more, expected) =>
  expect(codes(at(status), command, more)).toEqual(expected),
);

describe('whatever is commanded', () => {
  const actor = fc.constantFrom(
    anna,
    bela,
    annaForBela,
    ...['cora', 'dina', 'emma', 'fay'].map((principal) => ({ principal, delegate: null })),
  );
  /** One of the commands that the state offers, seldom a waiver: so that a walk gets somewhere. */
  const step = fc.record({ pick: fc.nat(8), by: actor });
  const commandAt = (state: WorkflowState, { pick, by }: { pick: number; by: WorkflowActor }): Command => {
    const kinds = commandsFor(state.status).filter((kind) => kind !== 'waive' || pick === 8);
    return commandOf(kinds[pick % kinds.length]!, by);
  };

  it('nothing is filed that another person has not approved', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        let state = NEW_INSTANCE;
        for (const next of steps) {
          const result = transition(state, commandAt(state, next), facts);
          if (result.ok) state = result.state;
        }
        const approved = ['approved', 'filed', 'completed'].includes(state.status);
        expect(state.checker === null).toBe(!approved);
        expect(state.makers.filter((maker) => maker.principal === state.checker?.principal)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('a filing that stands stays filed; one that does not may go back, and be filed again', () => {
    const verdict = fc.constantFrom('pending', 'accepted', 'error', 'defective');
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: step }, verdict), { minLength: 40, maxLength: 80 }),
        (happenings) => {
          let state = NEW_INSTANCE;
          const portal: ('pending' | 'accepted' | 'error' | 'defective')[] = [];
          for (const next of happenings) {
            if (typeof next === 'string') {
              if (portal.length > 0) portal[portal.length - 1] = next;
              continue;
            }
            const filing = filingOf(portal.map((portalStatus) => ({ portalStatus })));
            const command = commandAt(state, next);
            const result = transition(state, command, { ...facts, filing });
            if (!result.ok) continue;
            if (command.kind === 'file') portal.push('pending');
            const before = ['filed', 'completed'].includes(state.status);
            const after = ['filed', 'completed'].includes(result.state.status);
            if (before && !after)
              reached.add(filing === 'stands' ? 'what stood was taken back' : 'went back');
            if (command.kind === 'file' && portal.length > 1) reached.add('filed again');
            state = result.state;
          }
        },
      ),
      { numRuns: 500 },
    );
    expect([...reached].toSorted()).toEqual(['filed again', 'went back']);
  });

  it('no status is a dead end by state alone, but for what the facts have withdrawn', () => {
    expect(INSTANCE_STATUSES.filter((s) => commandsFor(s).length === 0)).toEqual(['withdrawn']);
  });
});

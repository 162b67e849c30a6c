import type { PluginState } from '../tenancy/plugin-state.ts';

/** What can be done to a plugin of a tenant. */
export const TRANSITIONS = ['enable', 'disable', 'archive', 'restore', 'purge'] as const;
export type Transition = (typeof TRANSITIONS)[number];

/** Who asks for it: somebody of the tenant, or the operator above it. */
export type TransitionBy = 'administrator' | 'operator';

interface Rule {
  readonly from: readonly PluginState[];
  readonly to: PluginState;
  /** what has to be done first, by state */
  readonly first: Partial<Record<PluginState, string>>;
  readonly by: readonly TransitionBy[];
}

const ANYBODY: readonly TransitionBy[] = ['administrator', 'operator'];

/** Each begins in its own end too: asked for twice, it changes nothing. */
export const RULES: Readonly<Record<Transition, Rule>> = {
  enable: {
    from: ['disabled', 'purged', 'enabled'],
    to: 'enabled',
    first: { archived: 'restore' },
    by: ANYBODY,
  },
  disable: {
    from: ['enabled', 'disabled'],
    to: 'disabled',
    first: { archived: 'restore' },
    by: ANYBODY,
  },
  archive: {
    from: ['disabled', 'archived'],
    to: 'archived',
    first: { enabled: 'disable' },
    by: ANYBODY,
  },
  restore: { from: ['archived', 'disabled'], to: 'disabled', first: {}, by: ANYBODY },
  purge: {
    from: ['archived', 'purged'],
    to: 'purged',
    first: { enabled: 'disable and archive', disabled: 'archive' },
    by: ['operator'],
  },
};

/** All that a transition is judged by. */
export interface TransitionFacts {
  readonly name: string;
  readonly state: PluginState;
  readonly by: TransitionBy;
  /** the operator lets the tenant switch it on */
  readonly allowed: boolean;
  /** plugins that it requires and that are not on */
  readonly missing: readonly string[];
  /** plugins that are on and require it */
  readonly dependants: readonly string[];
  /** calendar date in India */
  readonly today: string;
  /** last day that its records have to be kept; null where it has none */
  readonly keepUntil: string | null;
  readonly evidence: {
    /** files at its subjects that have to be kept, and the last day of the last of them */
    readonly retained: number;
    readonly until: string | null;
    readonly underHold: number;
  };
  /** whether an export of what is there now stands in the store; one is made before anything is deleted */
  readonly exported: 'will be' | 'yes' | 'no longer whole';
  /** of one that could not be started nobody knows what it has to keep */
  readonly health: { readonly state: 'ready' } | { readonly state: 'quarantined'; readonly reason: string };
}

export interface TransitionRefusal {
  readonly code: string;
  readonly detail: string;
}

export interface Judgement {
  readonly from: PluginState;
  readonly to: PluginState;
  /** everything that stands against it */
  readonly refusals: readonly TransitionRefusal[];
}

/** Whether a transition may happen, and all that stands in its way. */
export const judge = (transition: Transition, facts: TransitionFacts): Judgement => {
  const { to } = RULES[transition];
  return {
    from: facts.state,
    to,
    refusals: [...wrongHands(transition, facts), ...CHECKS[transition](facts)],
  };
};

const wrongHands = (transition: Transition, { by, name }: TransitionFacts): TransitionRefusal[] =>
  RULES[transition].by.includes(by)
    ? []
    : [refusal('PLUGIN_OPERATORS_ONLY', `Only the operator of the portal may ${transition} "${name}".`)];

const wrongState = (transition: Transition, { state, name }: TransitionFacts): TransitionRefusal[] => {
  const { from, first } = RULES[transition];
  if (from.includes(state)) return [];
  const before = first[state];
  const remedy = before === undefined ? '' : `: ${before} it first`;
  return [refusal('PLUGIN_STATE_UNFIT', `"${name}" is ${state} and cannot be ${DONE[transition]}${remedy}.`)];
};

const CHECKS: Readonly<Record<Transition, (facts: TransitionFacts) => TransitionRefusal[]>> = {
  enable: (facts) => {
    const { allowed, missing, name } = facts;
    return [
      ...wrongState('enable', facts),
      ...(allowed
        ? []
        : [refusal('PLUGIN_NOT_ALLOWED', `The operator has not allowed "${name}" for this tenant.`)]),
      ...(missing.length === 0
        ? []
        : [refusal('PLUGIN_REQUIRES_OTHERS', `Enable ${missing.join(', ')} first.`)]),
    ];
  },
  disable: (facts) => [...wrongState('disable', facts), ...needed(facts)],
  archive: (facts) => wrongState('archive', facts),
  restore: (facts) => wrongState('restore', facts),
  purge: (facts) =>
    facts.state === 'purged' ? [] : [...wrongState('purge', facts), ...unsound(facts), ...kept(facts)],
};

const needed = ({ state, dependants, name }: TransitionFacts): TransitionRefusal[] =>
  state !== 'enabled' || dependants.length === 0
    ? []
    : [refusal('PLUGIN_NEEDED', `Disable ${dependants.join(', ')} first: they need "${name}".`)];

const unsound = ({ name, health }: TransitionFacts): TransitionRefusal[] =>
  health.state === 'ready'
    ? []
    : [
        refusal(
          'PLUGIN_QUARANTINED',
          `"${name}" could not be started, so that what it has to keep is not known: ${health.reason}`,
        ),
      ];

const kept = ({ name, today, keepUntil, evidence, exported }: TransitionFacts): TransitionRefusal[] => [
  ...(keepUntil === null || today > keepUntil
    ? []
    : [
        refusal(
          'PLUGIN_RETAINED',
          `The records of "${name}" have to be kept until ${keepUntil}; they can be purged from the day after.`,
        ),
      ]),
  ...(evidence.retained === 0
    ? []
    : [
        refusal(
          'PLUGIN_EVIDENCE_RETAINED',
          `${evidence.retained} ${evidence.retained === 1 ? 'file' : 'files'} of evidence at what "${name}" keeps must stay until ${evidence.until}.`,
        ),
      ]),
  ...(evidence.underHold === 0
    ? []
    : [
        refusal(
          'PLUGIN_LEGAL_HOLD',
          `${evidence.underHold} ${evidence.underHold === 1 ? 'file' : 'files'} of evidence at what "${name}" keeps are under a legal hold.`,
        ),
      ]),
  ...(exported === 'no longer whole'
    ? [
        refusal(
          'PLUGIN_EXPORT_MISSING',
          `The data of "${name}" changed after it was exported, so there is no export of what would be deleted.`,
        ),
      ]
    : []),
];

const refusal = (code: string, detail: string): TransitionRefusal => ({ code, detail });

const DONE: Readonly<Record<Transition, string>> = {
  enable: 'enabled',
  disable: 'disabled',
  archive: 'archived',
  restore: 'restored',
  purge: 'purged',
};

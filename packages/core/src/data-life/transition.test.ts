import { describe, expect, it } from 'vitest';
import { PluginState } from '../tenancy/plugin-state.ts';
import { judge, RULES, TRANSITIONS, type Transition, type TransitionFacts } from './transition.ts';

const FACTS: TransitionFacts = {
  name: 'Shelf',
  state: 'disabled',
  by: 'operator',
  allowed: true,
  missing: [],
  dependants: [],
  today: '2036-04-01',
  keepUntil: '2035-03-31',
  evidence: { retained: 0, until: null, underHold: 0 },
  exported: 'yes',
  health: { state: 'ready' },
};

/** From each state, by each transition: where it leads, or a dash where it is refused. */
const TABLE: Readonly<Record<PluginState, Readonly<Record<Transition, PluginState | '-'>>>> = {
  enabled: { enable: 'enabled', disable: 'disabled', archive: '-', restore: '-', purge: '-' },
  disabled: { enable: 'enabled', disable: 'disabled', archive: 'archived', restore: 'disabled', purge: '-' },
  archived: { enable: '-', disable: '-', archive: 'archived', restore: 'disabled', purge: 'purged' },
  purged: { enable: 'enabled', disable: '-', archive: '-', restore: '-', purge: 'purged' },
};

const codes = (transition: Transition, facts: Partial<TransitionFacts>) =>
  judge(transition, { ...FACTS, ...facts }).refusals.map(({ code }) => code);
const said = (transition: Transition, facts: Partial<TransitionFacts>) =>
  judge(transition, { ...FACTS, ...facts })
    .refusals.map(({ detail }) => detail)
    .join(' ');

describe('states of a plugin', () => {
  it.each(
    PluginState.options.flatMap((from) =>
      TRANSITIONS.map((transition) => [from, transition, TABLE[from][transition]] as const),
    ),
  )('%s, %s: %s', (state, transition, expected) => {
    const { to, refusals } = judge(transition, { ...FACTS, state });
    expect(refusals.map(({ code }) => code)).toEqual(expected === '-' ? ['PLUGIN_STATE_UNFIT'] : []);
    expect(refusals.length === 0 ? to : '-').toBe(expected);
  });

  it('each transition begins in its own end too, so that asking twice is no mistake', () => {
    for (const transition of TRANSITIONS) expect(RULES[transition].from).toContain(RULES[transition].to);
  });

  it.each(TRANSITIONS)('%s says what has to be done first', (transition) => {
    for (const state of PluginState.options) {
      if (TABLE[state][transition] !== '-') continue;
      expect(said(transition, { state })).toMatch(new RegExp(`^"Shelf" is ${state} and cannot be `));
    }
    expect(said('purge', { state: 'enabled' })).toBe(
      '"Shelf" is enabled and cannot be purged: disable and archive it first.',
    );
  });

  it('only an operator purges', () => {
    expect(codes('purge', { state: 'archived', by: 'administrator' })).toEqual(['PLUGIN_OPERATORS_ONLY']);
    for (const transition of ['enable', 'disable', 'archive', 'restore'] as const)
      expect(codes(transition, { by: 'administrator' })).not.toContain('PLUGIN_OPERATORS_ONLY');
  });

  it('what is not allowed or lacks another is not enabled', () => {
    expect(codes('enable', { allowed: false, missing: ['lamp'] })).toEqual([
      'PLUGIN_NOT_ALLOWED',
      'PLUGIN_REQUIRES_OTHERS',
    ]);
  });

  it('what others that are on need is not disabled', () => {
    expect(codes('disable', { state: 'enabled', dependants: ['lamp'] })).toEqual(['PLUGIN_NEEDED']);
    expect(codes('disable', { state: 'disabled', dependants: ['lamp'] })).toEqual([]);
  });

  it('the last day of retention is still kept; the day after, it can be purged', () => {
    const on = (today: string) => codes('purge', { state: 'archived', today });
    expect(on('2035-03-31')).toEqual(['PLUGIN_RETAINED']);
    expect(on('2035-04-01')).toEqual([]);
    expect(said('purge', { state: 'archived', today: '2030-01-01' })).toContain('until 2035-03-31');
    expect(codes('purge', { state: 'archived', keepUntil: null, today: '2030-01-01' })).toEqual([]);
  });

  it('everything that stands against a purge is said at once', () => {
    const facts: Partial<TransitionFacts> = {
      state: 'archived',
      today: '2030-01-01',
      evidence: { retained: 2, until: '2034-03-31', underHold: 1 },
      exported: 'no longer whole',
      health: { state: 'quarantined', reason: 'start: it hangs' },
    };
    expect(codes('purge', facts)).toEqual([
      'PLUGIN_QUARANTINED',
      'PLUGIN_RETAINED',
      'PLUGIN_EVIDENCE_RETAINED',
      'PLUGIN_LEGAL_HOLD',
      'PLUGIN_EXPORT_MISSING',
    ]);
    expect(said('purge', facts)).toContain('2 files of evidence');
  });
});

import { canonicalJson, type Json } from '../audit/canonical-json.ts';
import type { TransitionBy, TransitionFacts, TransitionRefusal } from '../data-life/transition.ts';
import { judge } from '../data-life/transition.ts';
import { Refusal, type Fault } from '../http/problem.ts';
import type { PluginManifest } from '../plugin/manifest.ts';
import { dependantsOf } from '../plugin/order.ts';
import { checkedConfig } from './tenant-settings.ts';
import { rowOf, type PluginRow, type PluginRows } from './plugin-rows.ts';

/** What is done to plugins of a tenant that needs no look at their data. */
export const SWITCHES = ['allow', 'disallow', 'enable', 'disable', 'archive', 'restore'] as const;
export type Switch = (typeof SWITCHES)[number];

export interface PlannedSwitch {
  readonly plugin: string;
  readonly before: PluginRow;
  readonly after: PluginRow;
  readonly refusals: readonly (TransitionRefusal & { readonly faults?: readonly Fault[] })[];
}

interface Plan {
  readonly action: Switch;
  readonly by: TransitionBy;
  /** what is switched, in any order */
  readonly plugins: readonly PluginManifest[];
  /** all that is installed, each after those it requires */
  readonly installed: readonly PluginManifest[];
  readonly rows: PluginRows;
  readonly today: string;
  /** new settings of a plugin that is enabled; those it has where none are given */
  readonly config?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What a switch would do to each plugin, one after the other: what is needed first comes first, and each is judged by what
 * those before it leave. Pure.
 */
export const planSwitch = (plan: Plan): readonly PlannedSwitch[] => {
  const ordered = plan.installed.filter((manifest) => plan.plugins.includes(manifest));
  const rows = new Map(plan.rows);
  return (GOES_BACKWARDS.has(plan.action) ? ordered.toReversed() : ordered).map((manifest) => {
    const planned = planOne(plan, manifest, rows);
    if (planned.refusals.length === 0) rows.set(manifest.id, planned.after);
    return planned;
  });
};

export const isChange = ({ before, after }: PlannedSwitch): boolean =>
  before.state !== after.state ||
  before.allowed !== after.allowed ||
  canonicalJson(before.config as Json) !== canonicalJson(after.config as Json);

const GOES_BACKWARDS: ReadonlySet<Switch> = new Set(['disallow', 'disable', 'archive']);

const planOne = (plan: Plan, manifest: PluginManifest, rows: PluginRows): PlannedSwitch => {
  const { action, by } = plan;
  const plugin = manifest.id;
  const before = rowOf(rows, plugin);
  if (action === 'allow' || action === 'disallow') {
    const allowed = action === 'allow';
    const state = !allowed && before.state === 'enabled' ? 'disabled' : before.state;
    return { plugin, before, after: { ...before, allowed, state }, refusals: [] };
  }
  // An operator may allow what they enable.
  const allowed = before.allowed || (by === 'operator' && action === 'enable');
  const facts = { ...factsOf(manifest, rows, plan.installed), by, allowed, today: plan.today };
  const { to, refusals } = judge(action, facts);
  // What is on already keeps the settings that it has, unless others are given.
  const isSet = action === 'enable' && (before.state !== 'enabled' || plan.config !== undefined);
  const settings = isSet ? settingsOf(manifest, plan.config ?? before.config) : { config: before.config };
  const after: PluginRow = { ...before, allowed, state: to, config: settings.config };
  return {
    plugin,
    before,
    after,
    refusals: [...refusals, ...(settings.refusal ? [settings.refusal] : [])],
  };
};

/** What a transition is judged by, as far as no data is touched. */
export const factsOf = (
  { id, name, requires = {} }: PluginManifest,
  rows: PluginRows,
  installed: readonly PluginManifest[],
): Omit<TransitionFacts, 'by' | 'today'> => ({
  name,
  state: rowOf(rows, id).state,
  allowed: rowOf(rows, id).allowed,
  missing: Object.keys(requires).filter((required) => rowOf(rows, required).state !== 'enabled'),
  dependants: dependantsOf(id, installed).filter((other) => rowOf(rows, other).state === 'enabled'),
  keepUntil: null,
  evidence: { retained: 0, until: null, underHold: 0 },
  exported: 'will be',
  health: { state: 'ready' },
});

const settingsOf = (
  manifest: PluginManifest,
  given: Readonly<Record<string, unknown>>,
): {
  readonly config: Readonly<Record<string, unknown>>;
  readonly refusal?: PlannedSwitch['refusals'][number];
} => {
  try {
    return { config: checkedConfig(manifest, given) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message: detail, faults } = error;
    return { config: given, refusal: { code, detail, faults } };
  }
};

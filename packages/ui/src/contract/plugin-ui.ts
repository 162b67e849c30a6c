import type { Contribution, SlotName } from './slots.ts';

/** Bumped only on a breaking change of the slot contract; the host refuses every other major. */
export const PLUGIN_UI_API = 1;

export type Messages = Readonly<Record<string, unknown>>;

export interface PluginUI {
  readonly api: number;
  readonly id: string;
  readonly version: string;
  /** Texts by locale; loaded before any panel of the plugin shows. */
  readonly messages?: Readonly<Record<string, () => Promise<{ default: Messages }>>>;
  readonly slots: { readonly [K in SlotName]?: readonly Contribution<K>[] };
}

/** Identity at run time; its whole worth is that the compiler checks each contribution against its slot. */
export const definePluginUI = (plugin: Omit<PluginUI, 'api'>): PluginUI => ({
  ...plugin,
  api: PLUGIN_UI_API,
});

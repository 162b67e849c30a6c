import type { EnglishTexts, TextsLike } from '../texts/texts.ts';
import type { Contribution, SlotName } from './slots.ts';

/** Bumped only on a breaking change of the slot contract; the host refuses every other major. */
export const PLUGIN_UI_API = 1;

/** @deprecated since 1.1.0, removed in 2.0.0: `texts`, which stand under the plugin's id. */
export type Messages = Readonly<Record<string, unknown>>;

/** English comes with the plugin, Hindi when somebody reads it. Both are in place before any panel shows. */
export interface PluginTexts<English extends EnglishTexts = EnglishTexts> {
  readonly en: English;
  readonly hi: () => Promise<{ readonly default: TextsLike<English> }>;
}

export interface PluginUI {
  readonly api: number;
  readonly id: string;
  readonly version: string;
  readonly texts?: PluginTexts;
  /**
   * Texts by locale, keyed as the panels name them; they stand among those of the portal.
   * @deprecated since 1.1.0, removed in 2.0.0: `texts`
   */
  readonly messages?: Readonly<Record<string, () => Promise<{ default: Messages }>>>;
  readonly slots: { readonly [K in SlotName]?: readonly Contribution<K>[] };
}

/** What a slot shows of a contribution by itself is a key of the plugin's English, where the plugin has one. */
type Worded<Meta, English extends EnglishTexts> = {
  readonly [Name in keyof Meta]: Name extends 'title' | 'label' ? keyof English & string : Meta[Name];
};

export interface PluginUIDefinition<English extends EnglishTexts> {
  readonly id: string;
  readonly version: string;
  readonly texts?: PluginTexts<English>;
  /** @deprecated since 1.1.0, removed in 2.0.0: `texts` */
  readonly messages?: PluginUI['messages'];
  readonly slots: { readonly [K in SlotName]?: readonly Worded<Contribution<K>, English>[] };
}

/** Identity at run time; its whole worth is that the compiler checks each contribution against its slot. */
export const definePluginUI = <const English extends EnglishTexts = EnglishTexts>(
  plugin: PluginUIDefinition<English>,
): PluginUI => ({ ...(plugin as Omit<PluginUI, 'api'>), api: PLUGIN_UI_API });

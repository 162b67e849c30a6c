import type { ComponentType } from 'react';
import type { EntitySummary, EvidenceSummary, InstanceSummary } from './records.ts';

/** A slot that renders a component with `Props`; `Meta` is what the host reads without loading any code. */
export interface ComponentSlot<Props extends object, Meta extends object> {
  readonly kind: 'component';
  readonly props: Props;
  readonly meta: Meta;
}

/** A slot that is data only: no code is loaded for it. */
export interface DataSlot<Meta extends object> {
  readonly kind: 'data';
  readonly meta: Meta;
}

/** Open for declaration merging: a plugin that hosts its own slots adds them to this map. */
export interface SlotMap {
  'instance.tab': ComponentSlot<
    { instance: InstanceSummary },
    {
      label: string;
      /** Families whose instances get the tab; all if absent. */ families?: readonly string[];
    }
  >;
  'entity.panel': ComponentSlot<{ entity: EntitySummary }, { title: string }>;
  'dashboard.widget': ComponentSlot<{ today: string }, { title: string; size?: 'third' | 'half' | 'full' }>;
  'evidence.panel': ComponentSlot<{ evidence: EvidenceSummary }, { title: string }>;
  'settings.section': ComponentSlot<{ pluginId: string }, { title: string }>;
  route: ComponentSlot<
    object,
    {
      /** Below `/x/<plugin>/`; what comes after it in the address is the page's own. */
      path: string;
      /** Heading of the page and its entry in the menu. */
      title: string;
      icon?: MenuIcon;
      /** The menu lists every page that the person may see; false for one that other pages lead to. */
      inMenu?: boolean;
    }
  >;
  /** @deprecated since 1.1.0, removed in 2.0.0: `title`, `icon` and `inMenu` of the route */
  menu: DataSlot<{ label: string; to: string; icon?: MenuIcon }>;
}

export type MenuIcon = 'extension' | 'receipt' | 'people' | 'insights' | 'book' | 'event';

export type SlotName = keyof SlotMap;
export type ComponentSlotName = {
  [K in SlotName]: SlotMap[K]['kind'] extends 'component' ? K : never;
}[SlotName];
export type SlotProps<K extends SlotName> =
  SlotMap[K] extends ComponentSlot<infer Props, object> ? Props : never;

export interface ContributionBase {
  /** Unique inside the plugin; the full key is `<plugin>/<id>`. */
  readonly id: string;
  /** Lower comes first; 100 if absent. */
  readonly order?: number;
  /** Key of a contribution to the same slot, also of another plugin, that this one comes before. Stronger than `order`. */
  readonly before?: string;
  /** Key of a contribution to the same slot that this one follows. */
  readonly after?: string;
  /** Shown only to people who hold this permission. */
  readonly permission?: string;
}

export type LazyComponent<Props> = () => Promise<{ default: ComponentType<Props> }>;

export type Contribution<K extends SlotName> = ContributionBase &
  SlotMap[K]['meta'] &
  (SlotMap[K] extends ComponentSlot<infer Props, object> ? { load: LazyComponent<Props> } : { load?: never });

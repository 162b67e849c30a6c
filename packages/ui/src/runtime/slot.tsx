import { Fragment, type ReactNode } from 'react';
import type { ComponentSlotName, SlotProps } from '../contract/slots.ts';
import type { Resolved } from '../registry/registry.ts';
import { PluginPanel } from './plugin-panel.tsx';
import { useSlot } from './portal-context.ts';

interface Props<K extends ComponentSlotName> {
  readonly name: K;
  readonly props: SlotProps<K>;
  readonly height?: number;
  /** Puts the host's frame around each panel. */
  readonly wrap?: (item: Resolved<K>, panel: ReactNode) => ReactNode;
}

/** Renders every contribution the person may see, each in its own boundary. */
export function Slot<K extends ComponentSlotName>({ name, props, height = 120, wrap }: Props<K>) {
  const { items } = useSlot(name);
  return items.map((item) => {
    const panel = <PluginPanel slot={name} item={item} props={props} height={height} />;
    return <Fragment key={item.key}>{wrap ? wrap(item, panel) : panel}</Fragment>;
  });
}

import { Fragment, type ReactNode } from 'react';
import type { ComponentSlotName, SlotProps } from '../contract/slots.ts';
import type { Resolved } from '../registry/registry.ts';
import { PanelFailure } from './panel-failure.tsx';
import { PluginPanel } from './plugin-panel.tsx';
import { useSlot } from './portal-context.ts';
import { EmptySlotOutline } from './slot-outline.tsx';

interface Props<K extends ComponentSlotName> {
  readonly name: K;
  readonly props: SlotProps<K>;
  readonly height?: number;
  /** Puts the host's frame around each panel; around that of a plugin that did not load, of which nothing is known. */
  readonly wrap?: (item: Resolved<K> | null, panel: ReactNode) => ReactNode;
}

/** Renders every contribution the person may see, each in its own boundary, and tells of plugins that did not load. */
export function Slot<K extends ComponentSlotName>({
  name,
  props,
  height = 120,
  wrap = (_, panel) => panel,
}: Props<K>) {
  const { items, failures } = useSlot(name);
  return (
    <>
      {items.map((item) => (
        <Fragment key={item.key}>
          {wrap(item, <PluginPanel slot={name} item={item} props={props} height={height} />)}
        </Fragment>
      ))}
      {items.length + failures.length === 0 && <EmptySlotOutline slot={name} />}
      {failures.map((failure) => (
        <Fragment key={failure.pluginId}>{wrap(null, <PanelFailure {...failure} />)}</Fragment>
      ))}
    </>
  );
}

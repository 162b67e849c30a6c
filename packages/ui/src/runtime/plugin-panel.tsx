import { Suspense, useState } from 'react';
import { Skeleton } from '@mui/material';
import type { ComponentSlotName, LazyComponent, SlotProps } from '../contract/slots.ts';
import type { Resolved } from '../registry/registry.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { forgetPanel, panelFor } from './lazy-panels.ts';
import { PanelFailure } from './panel-failure.tsx';
import { usePortal } from './portal-context.ts';
import { PanelOutline } from './slot-outline.tsx';

interface Props<K extends ComponentSlotName> {
  readonly slot: K;
  readonly item: Resolved<K>;
  readonly props: SlotProps<K>;
  /** Height of the skeleton, in pixels. */
  readonly height?: number;
}

/** One contribution in its own boundary: what it throws, or never delivers, stays in its own card. */
export function PluginPanel<K extends ComponentSlotName>({ slot, item, props, height = 120 }: Props<K>) {
  const { report } = usePortal();
  const [attempt, setAttempt] = useState(0);
  const { load } = item as unknown as { load: LazyComponent<SlotProps<K>> };
  const Panel = panelFor(item.key, load);
  const retry = () => {
    forgetPanel(item.key);
    setAttempt((count) => count + 1);
  };
  return (
    <PanelOutline slot={slot} item={item}>
      <ErrorBoundary
        key={attempt}
        onError={(error) => report({ pluginId: item.pluginId, error, slot })}
        fallback={(error) => <PanelFailure pluginId={item.pluginId} error={error} onRetry={retry} />}
      >
        <Suspense fallback={<Skeleton variant="rounded" height={height} />}>
          <Panel {...props} />
        </Suspense>
      </ErrorBoundary>
    </PanelOutline>
  );
}

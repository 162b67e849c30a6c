import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PortalManifest } from '../contract/portal.ts';
import type { SlotName } from '../contract/slots.ts';
import {
  loadRegistry,
  type LoadOptions,
  type PluginFailure,
  type PluginLoaders,
  type Registry,
} from '../registry/registry.ts';
import { PortalContext, type Portal } from './portal-context.ts';
import { slotsAreShown } from './slot-switch.ts';

interface Props extends Pick<Portal, 'request' | 'report'>, Pick<LoadOptions, 'prepare'> {
  readonly loaders: PluginLoaders;
  readonly manifest: PortalManifest | undefined;
  readonly children: ReactNode;
}

/** Panels that asked for a place which they cannot have, told once to whoever runs the page. */
const wishesNotMet = (registry: Registry): PluginFailure[] => {
  const slots = new Set(registry.plugins.flatMap(({ slots: filled }) => Object.keys(filled) as SlotName[]));
  return [...slots].flatMap((slot) =>
    registry.orderProblems(slot).map(({ key, wish, other, reason }) => ({
      pluginId: key.split('/')[0]!,
      error: new Error(
        `${slot}: "${key}": ${wish} "${other}": expected ${reason === 'unknown' ? 'a contribution that is there' : 'wishes that do not go round in a circle'}; it was left out`,
      ),
    })),
  );
};

/** Loads the UI of the tenant's plugins once the manifest is known, and gives panels their way to the server. */
export function PortalProvider({ loaders, manifest, prepare, request, report, children }: Props) {
  const [registry, setRegistry] = useState<Registry | null>(null);
  useEffect(() => {
    if (!manifest) return;
    let current = true;
    // A tenant's first plugins show as they come. What stands already stays until all of the new ones are there.
    const show = (loaded: Registry) => {
      if (current) setRegistry((shown) => (shown?.pending.length === 0 ? shown : loaded));
    };
    void loadRegistry(loaders, manifest, { onChange: show, ...(prepare && { prepare }) }).then((loaded) => {
      if (!current) return;
      setRegistry(loaded);
      loaded.failures.forEach(report);
      wishesNotMet(loaded).forEach(report);
    });
    return () => {
      current = false;
    };
  }, [loaders, manifest, prepare, report]);
  const [showsSlots] = useState(() => slotsAreShown(window.location.search, window.sessionStorage));
  const portal = useMemo(
    () => ({ manifest: manifest ?? null, registry, request, report, showsSlots }),
    [manifest, registry, request, report, showsSlots],
  );
  return <PortalContext.Provider value={portal}>{children}</PortalContext.Provider>;
}

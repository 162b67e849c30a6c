import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PortalManifest } from '../contract/portal.ts';
import { loadRegistry, type LoadOptions, type PluginLoaders, type Registry } from '../registry/registry.ts';
import { PortalContext, type Portal } from './portal-context.ts';

interface Props extends Pick<Portal, 'request' | 'report'>, Pick<LoadOptions, 'prepare'> {
  readonly loaders: PluginLoaders;
  readonly manifest: PortalManifest | undefined;
  readonly children: ReactNode;
}

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
    });
    return () => {
      current = false;
    };
  }, [loaders, manifest, prepare, report]);
  const portal = useMemo(
    () => ({ manifest: manifest ?? null, registry, request, report }),
    [manifest, registry, request, report],
  );
  return <PortalContext.Provider value={portal}>{children}</PortalContext.Provider>;
}
